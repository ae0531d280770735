def vote_winner(votes):
    counts = {}
    for name in votes:
        if name in counts:
            counts[name] += 1
        else:
            counts[name] = 1
    if not counts:
        return None
    most = max(counts.values())
    best = [name for name in counts if counts[name] == most]
    if len(best) == 1:
        return best[0]
    return None
