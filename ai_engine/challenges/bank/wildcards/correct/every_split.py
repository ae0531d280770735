def matches(pattern, text):
    if not pattern:
        return not text
    if pattern[0] == "*":
        for start in range(len(text) + 1):
            if matches(pattern[1:], text[start:]):
                return True
        return False
    return text != "" and pattern[0] in ("?", text[0]) and matches(pattern[1:], text[1:])
