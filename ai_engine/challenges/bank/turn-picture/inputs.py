def generate(random):
    width = random.randint(1, 4)
    return ([[random.randint(0, 9) for _ in range(width)] for _ in range(random.randint(1, 4))],)


def valid(picture):
    return len(picture) > 0 and len({len(row) for row in picture}) == 1 and len(picture[0]) > 0
