def generate(random):
    words = [
        "".join(random.choice("abcxyz12") for _ in range(random.randint(1, 4))) for _ in range(random.randint(1, 4))
    ]
    return ("_".join(words),)


def valid(name):
    parts = name.split("_")
    return all(part and all(c in "abcdefghijklmnopqrstuvwxyz0123456789" for c in part) for part in parts)
