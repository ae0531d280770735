from collections import Counter


def vote_winner(votes):
    order = Counter(votes).most_common()
    if not order:
        return None
    if len(order) > 1 and order[0][1] == order[1][1]:
        return None
    return order[0][0]
