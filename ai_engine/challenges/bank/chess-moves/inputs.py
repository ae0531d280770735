def generate(random):
    piece = random.choice(["rook", "bishop", "queen", "king", "knight"])
    column, row = random.randint(1, 8), random.randint(1, 8)
    far = random.choice([1, 2, 7])
    column2 = min(8, max(1, column + random.randint(-far, far)))
    row2 = min(8, max(1, row + random.choice([0, column2 - column, column - column2, random.randint(-far, far)])))
    return (piece, f"{' abcdefgh'[column]}{row}", f"{' abcdefgh'[column2]}{row2}")


def valid(piece, start, end):
    squares = [column + row for column in "abcdefgh" for row in "12345678"]
    return piece in ("rook", "bishop", "queen", "king", "knight") and start in squares and end in squares
