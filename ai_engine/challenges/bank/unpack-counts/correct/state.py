def unpack(short):
    result = ""
    letter = ""
    digits = ""
    for character in short:
        if character.isdigit():
            digits += character
        else:
            result += letter * int(digits or "1")
            letter = character
            digits = ""
    return result + letter * int(digits or "1")
