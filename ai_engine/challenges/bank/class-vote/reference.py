def vote_winner(votes):
    counts = {}
    for name in votes:
        counts[name] = counts.get(name, 0) + 1
    winner = None
    most = 0
    for name, count in counts.items():
        if count > most:
            winner = name
            most = count
        elif count == most:
            winner = None
    return winner
