def put_in_place(hand, card):
    return sorted(hand + [card])
