def generate(random):
    return (random.randint(0, 12), random.randint(0, 7))


def valid(first, height):
    return first >= 0 and height >= 0
