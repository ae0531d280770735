def generate(random):
    return ([random.randint(0, 20) for _ in range(random.randint(1, 5))], random.randint(0, 22))


def valid(stops, place):
    return len(stops) > 0 and place >= 0
