def generate(random):
    return ([random.randint(-2, 7) for _ in range(random.randint(0, 9))],)


def valid(values):
    return all(isinstance(value, int) for value in values)
