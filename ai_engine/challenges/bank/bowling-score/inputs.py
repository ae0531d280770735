def generate(random):
    rolls = []
    for frame in range(10):
        kind = random.choice(["strike", "spare", "open", "open"])
        first = 10 if kind == "strike" else random.randint(0, 9)
        second = 10 - first if kind == "spare" else random.randint(0, 9 - first) if kind == "open" else None
        rolls += [first] if second is None else [first, second]
        if frame == 9 and kind == "strike":
            bonus = random.choice([10, 10, 4, 0])
            rolls += [bonus, random.randint(0, 10 if bonus == 10 else 10 - bonus)]
        elif frame == 9 and kind == "spare":
            rolls.append(random.randint(0, 10))
    return (rolls,)


def valid(rolls):
    if not all(isinstance(pins, int) and 0 <= pins <= 10 for pins in rolls):
        return False
    place = 0
    for _ in range(9):
        two = rolls[place : place + 2]
        if len(two) < 2 or (two[0] < 10 and sum(two) > 10):
            return False
        place += 1 if two[0] == 10 else 2
    last = rolls[place:]
    if len(last) < 2:
        return False
    if last[0] == 10:
        return len(last) == 3 and (last[1] == 10 or last[1] + last[2] <= 10)
    if sum(last[:2]) > 10:
        return False
    return len(last) == (3 if sum(last[:2]) == 10 else 2)
