def rotate(guests, steps):
    result = []
    for i in range(len(guests)):
        result.append(guests[(i + steps) % len(guests)])
    return result
