def rotate(guests, steps):
    result = guests[:]
    if result:
        while steps > 0:
            result.append(result.pop(0))
            steps -= 1
        while steps < 0:
            result.insert(0, result.pop())
            steps += 1
    return result
