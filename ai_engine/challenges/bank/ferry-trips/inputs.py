def generate(random):
    most = random.choice([5, 9, 1000])
    return ([random.randint(1, most) for _ in range(random.randint(1, 7))], random.randint(1, 6))


def valid(loads, trips):
    return len(loads) > 0 and min(loads) > 0 and trips >= 1
