def shift_letters(text, steps):
    small = "abcdefghijklmnopqrstuvwxyz"
    capital = small.upper()
    result = ""
    for character in text:
        if character in small:
            result += small[(small.index(character) + steps) % 26]
        elif character in capital:
            result += capital[(capital.index(character) + steps) % 26]
        else:
            result += character
    return result
