def vote_winner(votes):
    names = set(votes)
    for name in names:
        wins = True
        for other in names:
            if other != name and votes.count(other) >= votes.count(name):
                wins = False
        if wins:
            return name
    return None
