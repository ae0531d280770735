def is_legal(piece, start, end):
    across = abs(ord(end[0]) - ord(start[0]))
    along = abs(int(end[1]) - int(start[1]))
    if across == 0 and along == 0:
        return False
    straight = across == 0 or along == 0
    diagonal = across == along
    if piece == "rook":
        return straight
    if piece == "bishop":
        return diagonal
    if piece == "queen":
        return straight or diagonal
    if piece == "king":
        return across <= 1 and along <= 1
    return across * along == 2
