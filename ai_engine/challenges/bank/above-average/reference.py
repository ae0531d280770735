def above_average(points):
    total = 0
    for value in points:
        total += value
    average = total / len(points)
    count = 0
    for value in points:
        if value > average:
            count += 1
    return count
