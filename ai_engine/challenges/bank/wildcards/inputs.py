def generate(random):
    text = "".join(random.choice("ab") for _ in range(random.randint(0, 5)))
    symbols = [random.choice([letter, letter, "?", "*"]) for letter in text]
    if random.random() < 0.5:
        symbols.insert(random.randint(0, len(symbols)), random.choice("*?aA"))
    if symbols and random.random() < 0.3:
        symbols.pop()
    return ("".join(symbols), text)


def valid(pattern, text):
    return isinstance(pattern, str) and "*" not in text and "?" not in text and pattern.count("*") <= 6
