def generate(random):
    talks = []
    for _ in range(random.randint(0, 7)):
        start = random.randint(0, 20)
        talks.append([start, start + random.choice([1, 2, 3, 5, random.randint(1, 20)])])
    return (talks,)


def valid(talks):
    return all(start < end for start, end in talks)
