def generate(random):
    return (random.choice([random.randint(-10, 5), random.randint(0, 130)]),)


def valid(number):
    return isinstance(number, int) and number < 5000
