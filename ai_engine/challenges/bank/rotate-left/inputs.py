def generate(random):
    return (list(range(1, random.randint(0, 6) + 1)), random.choice([random.randint(-3, 6), random.randint(-15, 15)]))


def valid(guests, steps):
    return isinstance(guests, list) and isinstance(steps, int)
