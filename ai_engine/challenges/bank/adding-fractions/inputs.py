def generate(random):
    below = [n for n in range(-8, 10) if n != 0]
    return (random.randint(-9, 9), random.choice(below), random.randint(-9, 9), random.choice(below))


def valid(a, b, c, d):
    return b != 0 and d != 0
