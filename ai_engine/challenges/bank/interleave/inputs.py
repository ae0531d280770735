def generate(random):
    return (
        [random.randint(0, 9) for _ in range(random.randint(0, 5))],
        [random.randint(10, 19) for _ in range(random.randint(0, 5))],
    )


def valid(first, second):
    return isinstance(first, list) and isinstance(second, list)
