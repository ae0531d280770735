def generate(random):
    crossings = []
    for _ in range(random.randint(0, 5)):
        kind = random.choice(["car", "motorbike", "lorry", "bus"])
        if kind == "lorry":
            crossings.append([kind, random.randint(2, 8)])
        elif kind == "bus":
            crossings.append([kind, random.choice([0, 1, 33, 34, 35, 36, random.randint(0, 60)])])
        else:
            crossings.append([kind])
    return (crossings,)


def valid(crossings):
    return all(c[0] != "lorry" or c[1] >= 2 for c in crossings) and all(c[0] != "bus" or c[1] >= 0 for c in crossings)
