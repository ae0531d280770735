def generate(random):
    return (random.choice([random.randint(0, 6), random.randint(0, 100), random.randint(0, 100)]),)


def valid(layers):
    return isinstance(layers, int) and 0 <= layers <= 100
