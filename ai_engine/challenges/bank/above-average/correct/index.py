def above_average(points):
    total = 0
    for i in range(len(points)):
        total = total + points[i]
    count = 0
    for i in range(len(points)):
        if points[i] > total / len(points):
            count = count + 1
    return count
