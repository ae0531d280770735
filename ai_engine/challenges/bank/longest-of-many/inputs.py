def generate(random):
    return tuple(
        "".join(random.choice("abc") for _ in range(random.randint(0, 4))) for _ in range(random.randint(0, 5))
    )


def valid(*words):
    return all(isinstance(word, str) for word in words)
