def generate(random):
    hand = sorted(random.randint(-3, 13) for _ in range(random.randint(0, 6)))
    return (hand, random.randint(-4, 14))


def valid(hand, card):
    return hand == sorted(hand)
