def generate(random):
    name = random.choice(["", "Mina", "Jo", "Bo", "Ada", "Old Tom"]) + random.choice(["", "", "x", " B"])
    arguments = (name, random.choice(["Hello", "Hi", "Welcome", "", "Good day"]), random.choice([0, 1, 2, 3, 5]))
    return arguments[: random.randint(1, 3)]


def valid(name, word="", times=0):
    return isinstance(name, str) and isinstance(word, str) and times >= 0
