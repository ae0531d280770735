def generate(random):
    names = ["Ada", "Bill", "Cem", "Dora", "Emil", "Fay", "Gus", "Hal", "Ivy", "Jo"]
    return (sorted(random.sample(names, random.randint(0, 9))), random.choice([*names, "Aaron", "Elsa", "Zoe"]))


def valid(names, wanted):
    return names == sorted(set(names))
