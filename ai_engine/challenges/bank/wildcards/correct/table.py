def matches(pattern, text):
    fits = [True] + [False] * len(text)
    for symbol in pattern:
        new = [fits[0] and symbol == "*"]
        for i in range(len(text)):
            if symbol == "*":
                new.append(new[i] or fits[i + 1])
            else:
                new.append(fits[i] and symbol in ("?", text[i]))
        fits = new
    return fits[-1]
