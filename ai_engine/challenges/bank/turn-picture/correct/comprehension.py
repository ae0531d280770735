def turn(picture):
    height = len(picture)
    width = len(picture[0])
    return [[picture[height - 1 - r][c] for r in range(height)] for c in range(width)]
