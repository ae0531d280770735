def fullest_row(seats):
    r = 0
    best = 0
    most = -1
    while r < len(seats):
        taken = seats[r].count(1)
        if taken > most:
            best = r
            most = taken
        r += 1
    return best + 1
