def turn(picture):
    result = [[] for cell in picture[0]]
    for row in picture:
        for c in range(len(row)):
            result[c].insert(0, row[c])
    return result
