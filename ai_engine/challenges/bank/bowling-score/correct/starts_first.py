def bowling_score(rolls):
    starts = []
    place = 0
    while len(starts) < 10:
        starts.append(place)
        place += 1 if rolls[place] == 10 else 2
    score = 0
    for start in starts:
        two = rolls[start] + rolls[start + 1]
        score += two
        if rolls[start] == 10 or two == 10:
            score += rolls[start + 2]
    return score
