def generate(random):
    return (random.choice([random.randint(0, 12), random.randint(0, 200), random.randint(0, 1000)]),)


def valid(amount):
    return 0 <= amount <= 1000
