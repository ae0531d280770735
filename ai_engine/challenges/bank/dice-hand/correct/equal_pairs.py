def dice_hand(dice):
    equal = 0
    for i in range(5):
        for j in range(i + 1, 5):
            if dice[i] == dice[j]:
                equal += 1
    if equal == 0:
        if 1 in dice and 6 in dice:
            return "nothing"
        return "straight"
    names = {
        1: "pair",
        2: "two pairs",
        3: "three of a kind",
        4: "full house",
        6: "four of a kind",
        10: "five of a kind",
    }
    return names[equal]
