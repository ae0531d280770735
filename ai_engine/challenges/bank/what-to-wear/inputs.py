def generate(random):
    temperature = random.choice([random.randint(-5, 32), random.choice([9, 10, 17, 18])])
    return (temperature, random.random() < 0.5, random.random() < 0.5)


def valid(temperature, raining, windy):
    return isinstance(temperature, int) and raining in (True, False) and windy in (True, False)
