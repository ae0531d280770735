def generate(random):
    return ([random.randint(0, random.choice([3, 9, 20])) for _ in range(random.randint(0, 8))],)
