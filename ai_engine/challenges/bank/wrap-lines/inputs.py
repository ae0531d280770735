def generate(random):
    words = ["".join(random.choice("abc") for _ in range(random.randint(1, 4))) for _ in range(random.randint(0, 7))]
    text = "".join(word + " " * random.choice([1, 1, 2]) for word in words)
    width = max([1, *map(len, words)]) + random.choice([0, 0, 1, 2, 3, 5, 8])
    return (text.rstrip() if random.random() < 0.7 else text, width)


def valid(text, width):
    letters = text.replace(" ", "")
    return (letters == "" or letters.isalpha()) and width >= 1 and all(len(word) <= width for word in text.split())
