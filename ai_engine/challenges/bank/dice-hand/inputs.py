def generate(random):
    kind = random.randrange(4)
    if kind == 0:
        first = random.choice([1, 2])
        dice = list(range(first, first + 5))
    elif kind == 1:
        two = random.sample(range(1, 7), 2)
        dice = [random.choice(two) for _ in range(5)]
    elif kind == 2:
        dice = random.sample(range(1, 7), 5)
    else:
        dice = [random.randint(1, 6) for _ in range(5)]
    random.shuffle(dice)
    return (dice,)


def valid(dice):
    return len(dice) == 5 and all(number in (1, 2, 3, 4, 5, 6) for number in dice)
