def generate(random):
    return ([random.choice(["in", "in", "out"]) for _ in range(random.randint(0, 9))],)


def valid(events):
    return all(event in ("in", "out") for event in events)
