def generate(random):
    return ([random.randint(-5, 9) for _ in range(random.randint(1, 7))],)


def valid(points):
    return len(points) > 0
