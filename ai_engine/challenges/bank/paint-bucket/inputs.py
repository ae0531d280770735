def generate(random):
    height, width = random.randint(1, 4), random.randint(1, 4)
    picture = [[random.choice([0, 0, 1]) for _ in range(width)] for _ in range(height)]
    return (picture, random.randrange(height), random.randrange(width), random.choice([0, 1, 2]))


def valid(picture, row, column, colour):
    height, width = len(picture), len(picture[0])
    return 0 <= row < height <= 8 and 0 <= column < width <= 8 and len({len(line) for line in picture}) == 1
