def generate(random):
    words = ["".join(random.choice("abcXYZ") for _ in range(random.randint(1, 4))) for _ in range(random.randint(1, 4))]
    blanks = [" " * random.choice([1, 1, 1, 2]) for _ in words]
    return (" " * random.choice([0, 0, 1]) + "".join(w + b for w, b in zip(words, blanks, strict=True)).rstrip(),)


def valid(full_name):
    return isinstance(full_name, str) and full_name.replace(" ", "").isalpha()
