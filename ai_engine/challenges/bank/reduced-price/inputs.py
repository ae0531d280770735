def generate(random):
    pence = random.choice([random.randint(0, 1200), random.randint(995, 1005), random.randint(1000, 30000)])
    return (pence, random.choice([0, 1, 5, 10, 33, 50, 99, 100, random.randint(0, 100)]))


def valid(pence, percent):
    return pence >= 0 and 0 <= percent <= 100
