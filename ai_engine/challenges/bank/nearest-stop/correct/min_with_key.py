def nearest_stop(stops, place):
    return min(sorted(stops), key=lambda stop: abs(stop - place))
