def fullest_row(seats):
    best = 1
    most = 0
    for number, row in enumerate(seats, 1):
        taken = 0
        for seat in row:
            taken += seat
        if taken > most:
            most = taken
            best = number
    return best
