def nearest_stop(stops, place):
    candidates = []
    for stop in stops:
        candidates.append((abs(place - stop), stop))
    return min(candidates)[1]
