def generate(random):
    pieces = [
        random.choice("abXY") + random.choice(["", "", "1", "2", "3", "0", "10", "12"])
        for _ in range(random.randint(0, 5))
    ]
    return ("".join(pieces),)


def valid(short):
    return short == "" or (short.isascii() and short.isalnum() and short[0].isalpha())
