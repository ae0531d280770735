def generate(random):
    width = random.randint(1, 4)
    return ([[random.randint(0, 1) for _ in range(width)] for _ in range(random.randint(1, 5))],)


def valid(seats):
    return len(seats) > 0 and len({len(row) for row in seats}) == 1 and len(seats[0]) > 0
