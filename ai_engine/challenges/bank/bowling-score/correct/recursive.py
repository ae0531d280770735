def frames_score(rolls, frames):
    if frames == 0:
        return 0
    if rolls[0] == 10:
        return sum(rolls[:3]) + frames_score(rolls[1:], frames - 1)
    if rolls[0] + rolls[1] == 10:
        return sum(rolls[:3]) + frames_score(rolls[2:], frames - 1)
    return rolls[0] + rolls[1] + frames_score(rolls[2:], frames - 1)


def bowling_score(rolls):
    return frames_score(rolls, 10)
