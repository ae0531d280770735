def fullest_row(seats):
    taken = [sum(row) for row in seats]
    return taken.index(max(taken)) + 1
