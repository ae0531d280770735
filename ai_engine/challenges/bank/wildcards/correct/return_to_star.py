def matches(pattern, text):
    p = t = 0
    star = -1
    resume = 0
    while t < len(text):
        if p < len(pattern) and pattern[p] == "*":
            star = p
            resume = t
            p += 1
        elif p < len(pattern) and pattern[p] in ("?", text[t]):
            p += 1
            t += 1
        elif star >= 0:
            resume += 1
            t = resume
            p = star + 1
        else:
            return False
    return all(symbol == "*" for symbol in pattern[p:])
