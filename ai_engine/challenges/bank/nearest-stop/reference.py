def nearest_stop(stops, place):
    best = stops[0]
    for stop in stops:
        distance = abs(stop - place)
        if distance < abs(best - place):
            best = stop
        elif distance == abs(best - place) and stop < best:
            best = stop
    return best
