def read_value(symbols):
    symbol = symbols.pop(0)
    if symbol == "(":
        value = read_sum(symbols)
        symbols.pop(0)
        return value
    while symbols and symbols[0].isdigit():
        symbol += symbols.pop(0)
    return int(symbol)


def read_product(symbols):
    value = read_value(symbols)
    while symbols and symbols[0] == "*":
        symbols.pop(0)
        value *= read_value(symbols)
    return value


def read_sum(symbols):
    value = read_product(symbols)
    while symbols and symbols[0] in "+-":
        if symbols.pop(0) == "+":
            value += read_product(symbols)
        else:
            value -= read_product(symbols)
    return value


def calculate(text):
    return read_sum(list(text.replace(" ", "")))
