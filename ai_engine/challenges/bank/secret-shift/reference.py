def shift_letters(text, steps):
    result = ""
    for character in text:
        if "a" <= character <= "z":
            first = ord("a")
        elif "A" <= character <= "Z":
            first = ord("A")
        else:
            result += character
            continue
        place = (ord(character) - first + steps) % 26
        result += chr(first + place)
    return result
