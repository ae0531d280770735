PARTNERS = {")": "(", "]": "[", "}": "{"}


def wrong_bracket(text):
    open_brackets = []
    for position, character in enumerate(text):
        if character in "([{":
            open_brackets.append(character)
        elif character in PARTNERS:
            if not open_brackets or open_brackets.pop() != PARTNERS[character]:
                return position
    if open_brackets:
        return len(text)
    return -1
