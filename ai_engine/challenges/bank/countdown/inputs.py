def generate(random):
    return (random.randint(0, 60),)


def valid(start):
    return isinstance(start, int) and start >= 0
