def generate(random):
    return (random.randint(1, 12), random.randint(1, 9))


def valid(players, step):
    return players >= 1 and step >= 1
