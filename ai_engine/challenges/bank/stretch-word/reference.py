def stretch(word):
    pieces = []
    for index, letter in enumerate(word):
        pieces.append(letter * (index + 1))
    return "-".join(pieces)
