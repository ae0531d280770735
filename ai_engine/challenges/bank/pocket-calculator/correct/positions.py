def skip(text, place):
    while place < len(text) and text[place] == " ":
        place += 1
    return place


def value_at(text, place):
    place = skip(text, place)
    if text[place] == "(":
        value, place = sum_at(text, place + 1)
        return value, skip(text, place + 1)
    end = place
    while end < len(text) and text[end].isdigit():
        end += 1
    return int(text[place:end]), skip(text, end)


def product_at(text, place):
    value, place = value_at(text, place)
    while place < len(text) and text[place] == "*":
        factor, place = value_at(text, place + 1)
        value = value * factor
    return value, place


def sum_at(text, place):
    value, place = product_at(text, place)
    while place < len(text) and text[place] in "+-":
        sign = text[place]
        term, place = product_at(text, place + 1)
        if sign == "-":
            term = -term
        value = value + term
    return value, place


def calculate(text):
    return sum_at(text, 0)[0]
