def dice_hand(dice):
    ordered = sorted(dice)
    runs = [1]
    for i in range(1, 5):
        if ordered[i] == ordered[i - 1]:
            runs[-1] += 1
        else:
            runs.append(1)
    longest = max(runs)
    if longest == 5:
        return "five of a kind"
    if longest == 4:
        return "four of a kind"
    if longest == 3:
        return "full house" if len(runs) == 2 else "three of a kind"
    if longest == 2:
        return "two pairs" if len(runs) == 3 else "pair"
    return "straight" if ordered[4] - ordered[0] == 4 else "nothing"
