def unpack(short):
    result = ""
    index = 0
    while index < len(short):
        letter = short[index]
        index += 1
        digits = ""
        while index < len(short) and short[index].isdigit():
            digits += short[index]
            index += 1
        if digits == "":
            result += letter
        else:
            result += letter * int(digits)
    return result
