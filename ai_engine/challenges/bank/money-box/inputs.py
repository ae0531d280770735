def generate(random):
    changes = [random.choice([-1, -1, 1]) * random.randint(1, 40) for _ in range(random.randint(0, 6))]
    return (random.choice([0, random.randint(0, 60), random.randint(0, 200)]), changes)


def valid(start, changes):
    return start >= 0 and 0 not in changes
