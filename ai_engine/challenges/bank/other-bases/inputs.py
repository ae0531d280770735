def generate(random):
    base = random.choice([2, 3, 8, 10, 16, random.randint(2, 16)])
    return (random.choice([random.randint(-40, 40), random.randint(-3000, 3000), base, base - 1, base * base, 0]), base)


def valid(number, base):
    return isinstance(number, int) and 2 <= base <= 16
