def generate(random):
    half = [random.choice("abAB ,1") for _ in range(random.randint(0, 4))]
    middle = [random.choice("aB")] * random.randint(0, 1)
    text = half + middle + [letter.swapcase() for letter in reversed(half)]
    if text and random.random() < 0.5:
        text[random.randrange(len(text))] = random.choice("abc !")
    return ("".join(text),)


def valid(phrase):
    return isinstance(phrase, str)
