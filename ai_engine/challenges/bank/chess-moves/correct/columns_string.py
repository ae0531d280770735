def is_legal(piece, start, end):
    columns = "abcdefgh"
    dx = columns.index(end[0]) - columns.index(start[0])
    dy = int(end[1]) - int(start[1])
    if start == end:
        return False
    if piece == "rook":
        return dx == 0 or dy == 0
    elif piece == "bishop":
        return dx == dy or dx == -dy
    elif piece == "queen":
        return dx == 0 or dy == 0 or dx == dy or dx == -dy
    elif piece == "king":
        return -1 <= dx <= 1 and -1 <= dy <= 1
    else:
        return (abs(dx) == 1 and abs(dy) == 2) or (abs(dx) == 2 and abs(dy) == 1)
