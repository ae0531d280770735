def shift_letters(text, steps):
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    cut = steps % 26
    moved = alphabet[cut:] + alphabet[:cut]
    table = str.maketrans(alphabet + alphabet.upper(), moved + moved.upper())
    return text.translate(table)
