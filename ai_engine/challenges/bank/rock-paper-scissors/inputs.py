def generate(random):
    others = ["", "fire", "Rock", "stone", "scissor", "well", "papers", "lizard"]
    choices = ["rock", "paper", "scissors"]
    return tuple(random.choice(choices if random.random() < 0.7 else others) for _ in range(2))


def valid(first, second):
    return isinstance(first, str) and isinstance(second, str)
