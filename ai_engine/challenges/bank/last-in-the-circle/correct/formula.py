def last_in_circle(players, step):
    survivor = 0
    for size in range(2, players + 1):
        survivor = (survivor + step) % size
    return survivor + 1
