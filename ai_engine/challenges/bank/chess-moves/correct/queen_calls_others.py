def is_legal(piece, start, end):
    columns = abs(ord(start[0]) - ord(end[0]))
    rows = abs(int(start[1]) - int(end[1]))
    if piece == "queen":
        return is_legal("rook", start, end) or is_legal("bishop", start, end)
    if piece == "rook":
        return (columns == 0) != (rows == 0)
    if piece == "bishop":
        return columns == rows and rows > 0
    if piece == "king":
        return max(columns, rows) == 1
    return sorted([columns, rows]) == [1, 2]
