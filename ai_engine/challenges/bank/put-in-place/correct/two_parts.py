def put_in_place(hand, card):
    smaller = []
    greater = []
    for other in hand:
        if other <= card:
            smaller.append(other)
        else:
            greater.append(other)
    return smaller + [card] + greater
