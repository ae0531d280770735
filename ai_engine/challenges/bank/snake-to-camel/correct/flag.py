def to_camel_case(name):
    result = ""
    make_capital = False
    for character in name:
        if character == "_":
            make_capital = True
        elif make_capital:
            result += character.upper()
            make_capital = False
        else:
            result += character
    return result
