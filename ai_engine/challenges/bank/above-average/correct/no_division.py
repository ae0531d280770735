def above_average(points):
    count = 0
    for value in points:
        if value * len(points) > sum(points):
            count = count + 1
    return count
