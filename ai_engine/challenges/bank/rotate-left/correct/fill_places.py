def rotate(guests, steps):
    count = len(guests)
    result = [None] * count
    for place, guest in enumerate(guests):
        result[(place - steps) % count] = guest
    return result
