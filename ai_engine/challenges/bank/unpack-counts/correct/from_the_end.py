def unpack(short):
    result = ""
    digits = ""
    for character in reversed(short):
        if character.isdigit():
            digits = character + digits
        else:
            count = int(digits) if digits else 1
            result = character * count + result
            digits = ""
    return result
