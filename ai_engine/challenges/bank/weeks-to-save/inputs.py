def generate(random):
    return (random.randint(0, 80), random.randint(1, 12), random.choice([0, 0, 1, 2, 3, 5]))


def valid(price, first, extra):
    return price >= 0 and first >= 1 and extra >= 0
