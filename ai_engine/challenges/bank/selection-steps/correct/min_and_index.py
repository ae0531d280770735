def sort_steps(numbers):
    row = numbers[:]
    steps = []
    for place in range(len(row)):
        least = min(row[place:])
        where = row.index(least)
        if where > place:
            row[where] = row[place]
            row[place] = least
            steps.append(row[:])
    return steps
