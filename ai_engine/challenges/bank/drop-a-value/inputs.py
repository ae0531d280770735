def generate(random):
    return ([random.randint(-1, 3) for _ in range(random.randint(0, 8))], random.randint(-2, 4))


def valid(values, unwanted):
    return all(isinstance(value, int) for value in values)
