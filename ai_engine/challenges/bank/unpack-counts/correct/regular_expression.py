import re


def unpack(short):
    result = ""
    for letter, digits in re.findall("([A-Za-z])([0-9]*)", short):
        if digits:
            result += letter * int(digits)
        else:
            result += letter
    return result
