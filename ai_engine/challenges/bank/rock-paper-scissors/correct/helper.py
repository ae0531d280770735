def beats(one, other):
    if one == "rock":
        return other != "rock" and other != "paper"
    if one == "paper":
        return other != "paper" and other != "scissors"
    if one == "scissors":
        return other != "scissors" and other != "rock"
    return False


def winner(first, second):
    if beats(first, second):
        return 1
    if beats(second, first):
        return 2
    return 0
