def above_average(points):
    average = sum(points) / len(points)
    return len([value for value in points if value > average])
