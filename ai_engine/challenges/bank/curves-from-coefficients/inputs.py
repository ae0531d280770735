def generate(random):
    coefficients = [random.randint(-4, 5) for _ in range(random.randint(0, 4))]
    return (coefficients, [random.randint(-5, 5) for _ in range(random.randint(0, 4))])


def valid(coefficients, points):
    return all(isinstance(number, int) for number in coefficients + points)
