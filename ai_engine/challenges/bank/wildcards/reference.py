def matches(pattern, text):
    if pattern == "":
        return text == ""
    if pattern[0] == "*":
        if matches(pattern[1:], text):
            return True
        return text != "" and matches(pattern, text[1:])
    if text == "":
        return False
    if pattern[0] != "?" and pattern[0] != text[0]:
        return False
    return matches(pattern[1:], text[1:])
