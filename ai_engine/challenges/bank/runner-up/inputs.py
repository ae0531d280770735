def generate(random):
    return ([random.randint(-4, 6) for _ in range(random.randint(0, 6))],)


def valid(numbers):
    return all(isinstance(number, int) for number in numbers)
