def generate(random):
    return (random.choice([random.randint(0, 200), random.randint(0, 3000), 60 * random.randint(0, 30)]),)


def valid(minutes):
    return isinstance(minutes, int) and minutes >= 0
