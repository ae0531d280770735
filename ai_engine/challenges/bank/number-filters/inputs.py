def generate(random):
    pool = [0, 2, 7, 11, 44, 99, 100, 101, 131, 200, 212, -1, -2, -11, -99, -100, -202]
    numbers = [random.choice([*pool, random.randint(-150, 150)]) for _ in range(random.randint(0, 6))]
    return (numbers, random.sample(["even", "positive", "short", "mirror"], random.choice([0, 1, 1, 2, 3, 4])))


def valid(numbers, rules):
    return all(rule in ("even", "positive", "short", "mirror") for rule in rules)
