def generate(random):
    return ([random.randint(0, 9) for _ in range(random.randint(0, 6))],)


def valid(items):
    return isinstance(items, list)
