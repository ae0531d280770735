def generate(random):
    return (random.sample(range(-5, 12), random.randint(0, 6)),)


def valid(numbers):
    return len(set(numbers)) == len(numbers)
