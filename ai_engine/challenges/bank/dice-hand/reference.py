def dice_hand(dice):
    counts = {}
    for number in dice:
        counts[number] = counts.get(number, 0) + 1
    groups = sorted(counts.values(), reverse=True)
    if groups[0] == 5:
        return "five of a kind"
    if groups[0] == 4:
        return "four of a kind"
    if groups == [3, 2]:
        return "full house"
    if len(groups) == 5 and max(dice) - min(dice) == 4:
        return "straight"
    if groups[0] == 3:
        return "three of a kind"
    if groups == [2, 2, 1]:
        return "two pairs"
    if groups[0] == 2:
        return "pair"
    return "nothing"
