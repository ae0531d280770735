def count_taken(row):
    count = 0
    for i in range(len(row)):
        if row[i] == 1:
            count += 1
    return count


def fullest_row(seats):
    best = 0
    for r in range(1, len(seats)):
        if count_taken(seats[r]) > count_taken(seats[best]):
            best = r
    return best + 1
