def fill(picture, row, column, colour):
    old = picture[row][column]
    cells = {(row, column)}
    waiting = [(row, column)]
    while waiting:
        r, c = waiting.pop()
        for y, x in [(r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)]:
            inside = 0 <= y < len(picture) and 0 <= x < len(picture[0])
            if inside and (y, x) not in cells and picture[y][x] == old:
                cells.add((y, x))
                waiting.append((y, x))
    result = []
    for r in range(len(picture)):
        line = []
        for c in range(len(picture[0])):
            if (r, c) in cells:
                line.append(colour)
            else:
                line.append(picture[r][c])
        result.append(line)
    return result
