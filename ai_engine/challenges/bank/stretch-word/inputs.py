def generate(random):
    return ("".join(random.choice("abcXY") for _ in range(random.randint(0, 7))),)


def valid(word):
    return isinstance(word, str)
