def put_in_place(hand, card):
    place = 0
    while place < len(hand) and hand[place] < card:
        place += 1
    return hand[:place] + [card] + hand[place:]
