def apply_last(values, signs):
    sign = signs.pop()
    right = values.pop()
    left = values.pop()
    if sign == "+":
        values.append(left + right)
    elif sign == "-":
        values.append(left - right)
    else:
        values.append(left * right)


def calculate(text):
    rank = {"(": 0, "+": 1, "-": 1, "*": 2}
    values = []
    signs = []
    number = ""
    for character in text + " ":
        if character.isdigit():
            number += character
            continue
        if number:
            values.append(int(number))
            number = ""
        if character == "(":
            signs.append(character)
        elif character == ")":
            while signs[-1] != "(":
                apply_last(values, signs)
            signs.pop()
        elif character in rank:
            while signs and rank[signs[-1]] >= rank[character]:
                apply_last(values, signs)
            signs.append(character)
    while signs:
        apply_last(values, signs)
    return values[0]
