def bowling_score(rolls):
    total = 0
    place = 0
    for _ in range(10):
        pins = rolls[place] + rolls[place + 1]
        if rolls[place] == 10:
            total += pins + rolls[place + 2]
            place += 1
        elif pins == 10:
            total += pins + rolls[place + 2]
            place += 2
        else:
            total += pins
            place += 2
    return total
