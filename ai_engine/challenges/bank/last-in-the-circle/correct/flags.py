def last_in_circle(players, step):
    standing = [True] * players
    left = players
    child = -1
    while left > 1:
        count = 0
        while count < step:
            child = (child + 1) % players
            if standing[child]:
                count += 1
        standing[child] = False
        left -= 1
    return standing.index(True) + 1
