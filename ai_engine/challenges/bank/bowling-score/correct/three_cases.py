def bowling_score(rolls):
    score = 0
    i = 0
    frame = 1
    while frame <= 10:
        if rolls[i] == 10:
            score = score + 10 + rolls[i + 1] + rolls[i + 2]
            i = i + 1
        else:
            if rolls[i] + rolls[i + 1] == 10:
                score = score + 10 + rolls[i + 2]
            else:
                score = score + rolls[i] + rolls[i + 1]
            i = i + 2
        frame = frame + 1
    return score
