def fits(opening, closing):
    return opening + closing in ["()", "[]", "{}"]


def wrong_bracket(text):
    stack = []
    position = 0
    for character in text:
        if character == "(" or character == "[" or character == "{":
            stack.append(character)
        if character == ")" or character == "]" or character == "}":
            if len(stack) == 0:
                return position
            if not fits(stack[-1], character):
                return position
            stack.pop()
        position += 1
    if len(stack) > 0:
        return len(text)
    else:
        return -1
