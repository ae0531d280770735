def generate(random):
    return (random.choice([random.randint(0, 20), random.randint(0, 300), random.randint(0, 99999)]),)


def valid(number):
    return isinstance(number, int) and number >= 0
