def is_legal(piece, start, end):
    across = abs(ord(start[0]) - ord(end[0]))
    along = abs(ord(start[1]) - ord(end[1]))
    short, long = min(across, along), max(across, along)
    if long == 0:
        return False
    rules = {
        "rook": short == 0,
        "bishop": short == long,
        "queen": short == 0 or short == long,
        "king": long == 1,
        "knight": short == 1 and long == 2,
    }
    return rules[piece]
