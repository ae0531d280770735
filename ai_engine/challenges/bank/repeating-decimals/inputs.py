def generate(random):
    return (
        random.choice([random.randint(0, 12), random.randint(0, 60)]),
        random.choice([random.randint(1, 15), random.randint(1, 60)]),
    )


def valid(number, divisor):
    return number >= 0 and divisor >= 1
