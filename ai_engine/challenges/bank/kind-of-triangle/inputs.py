def generate(random):
    a, b, c = (random.randint(1, 7) for _ in range(3))
    kind = random.randrange(6)
    sides = [a, b, c]
    if kind == 0:
        sides = [a, a, a]
    elif kind == 1:
        sides = [a, a, b]
    elif kind == 2:
        sides = [a, b, a + b]
    elif kind == 3:
        sides = [a, b, random.randint(-1, 0)]
    random.shuffle(sides)
    return tuple(sides)


def valid(a, b, c):
    return all(isinstance(side, int) for side in (a, b, c))
