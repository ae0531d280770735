def winner(first, second):
    beaten_by = {"rock": "paper", "paper": "scissors", "scissors": "rock"}
    if first == second or (first not in beaten_by and second not in beaten_by):
        return 0
    if second not in beaten_by or beaten_by[second] == first:
        return 1
    return 2
