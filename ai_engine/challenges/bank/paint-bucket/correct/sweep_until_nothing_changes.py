def fill(picture, row, column, colour):
    height, width = len(picture), len(picture[0])
    wet = [[False] * width for _ in range(height)]
    wet[row][column] = True
    changed = True
    while changed:
        changed = False
        for r in range(height):
            for c in range(width):
                if wet[r][c] or picture[r][c] != picture[row][column]:
                    continue
                near = (
                    (r > 0 and wet[r - 1][c])
                    or (r < height - 1 and wet[r + 1][c])
                    or (c > 0 and wet[r][c - 1])
                    or (c < width - 1 and wet[r][c + 1])
                )
                if near:
                    wet[r][c] = True
                    changed = True
    return [[colour if wet[r][c] else picture[r][c] for c in range(width)] for r in range(height)]
