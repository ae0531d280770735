def generate(random):
    names = ["Jan", "Fay", "Ugo", "Kit", "Lou", "Ava", "Bo", "Cy"]
    return ([random.sample(names, 2) for _ in range(random.randint(0, 6))],)


def valid(pairs):
    return all(len(pair) == 2 and pair[0] != pair[1] for pair in pairs)
