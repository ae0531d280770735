def winner(first, second):
    choices = ["rock", "paper", "scissors"]
    if first not in choices and second not in choices:
        return 0
    if first not in choices:
        return 2
    if second not in choices:
        return 1
    if first == second:
        return 0
    if (
        (first == "rock" and second == "scissors")
        or (first == "scissors" and second == "paper")
        or (first == "paper" and second == "rock")
    ):
        return 1
    return 2
