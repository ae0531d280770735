def dice_hand(dice):
    counts = [dice.count(number) for number in range(1, 7)]
    if 5 in counts:
        return "five of a kind"
    elif 4 in counts:
        return "four of a kind"
    elif 3 in counts and 2 in counts:
        return "full house"
    elif sorted(dice) == [1, 2, 3, 4, 5] or sorted(dice) == [2, 3, 4, 5, 6]:
        return "straight"
    elif 3 in counts:
        return "three of a kind"
    elif counts.count(2) == 2:
        return "two pairs"
    elif 2 in counts:
        return "pair"
    else:
        return "nothing"
