def winner(first, second):
    order = ["rock", "paper", "scissors"]
    if first in order and second in order:
        return (order.index(first) - order.index(second)) % 3
    if first in order:
        return 1
    if second in order:
        return 2
    return 0
