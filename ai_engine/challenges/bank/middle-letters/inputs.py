def generate(random):
    return ("".join(random.choice("abcdefgh") for _ in range(random.randint(1, 9))),)


def valid(word):
    return isinstance(word, str) and len(word) > 0
