def generate(random):
    text = "".join(random.choice("abmyzABMYZ ,.@[`{7") for _ in range(random.randint(0, 8)))
    return (text, random.choice([0, 1, 2, 13, 25, 26, 27, 60, -1, -3, -26, -40]))


def valid(text, steps):
    return isinstance(text, str) and text.isascii() and isinstance(steps, int)
