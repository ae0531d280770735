def generate(random):
    names = ["Jo", "Joan", "Ann", "Jo Ann", " Jo"]
    return ([[random.choice(["sign", "sign", "visits"]), random.choice(names)] for _ in range(random.randint(0, 8))],)


def valid(actions):
    return all(action in ("sign", "visits") and name and "\n" not in name for action, name in actions)
