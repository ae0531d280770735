def read(text, place, closing):
    while place < len(text):
        character = text[place]
        if character in ")]}":
            return place, character == closing
        if character in "([{":
            place, good = read(text, place + 1, {"(": ")", "[": "]", "{": "}"}[character])
            if not good:
                return place, False
        place += 1
    return place, closing == ""


def wrong_bracket(text):
    place, good = read(text, 0, "")
    if good:
        return -1
    return place
