def generate(random):
    return ([random.randint(40, 60) for _ in range(random.randint(0, 7))], random.randint(0, 8))


def valid(times, gap):
    return all(isinstance(time, int) for time in times) and gap >= 0
