def nearest_stop(stops, place):
    distance = 0
    while True:
        if place - distance in stops:
            return place - distance
        if place + distance in stops:
            return place + distance
        distance += 1
