def generate(random):
    letters = "aeiouAEIOUbcdxyzBCDXYZ  .!"
    return ("".join(random.choice(letters) for _ in range(random.randint(0, 12))),)


def valid(text):
    return isinstance(text, str)
