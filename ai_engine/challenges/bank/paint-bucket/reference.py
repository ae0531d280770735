def spread(picture, row, column, old, colour):
    if row < 0 or row >= len(picture) or column < 0 or column >= len(picture[0]):
        return
    if picture[row][column] != old:
        return
    picture[row][column] = colour
    spread(picture, row - 1, column, old, colour)
    spread(picture, row + 1, column, old, colour)
    spread(picture, row, column - 1, old, colour)
    spread(picture, row, column + 1, old, colour)


def fill(picture, row, column, colour):
    result = [list(line) for line in picture]
    old = picture[row][column]
    if old != colour:
        spread(result, row, column, old, colour)
    return result
