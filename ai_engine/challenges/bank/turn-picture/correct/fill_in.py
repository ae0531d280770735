def turn(picture):
    result = []
    for _ in range(len(picture[0])):
        result.append([0] * len(picture))
    for r in range(len(picture)):
        for c in range(len(picture[0])):
            result[c][len(picture) - 1 - r] = picture[r][c]
    return result
