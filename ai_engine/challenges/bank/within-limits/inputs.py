def generate(random):
    lower = random.randint(-10, 10)
    upper = lower + random.choice([0, 1, 5, 12])
    return (random.randint(-20, 25), lower, upper)


def valid(value, lower, upper):
    return lower <= upper
