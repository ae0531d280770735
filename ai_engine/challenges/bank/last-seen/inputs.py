def generate(random):
    words = ["key", "pen", "cup", "bag"]
    return ([random.choice(words) for _ in range(random.randint(0, 6))], random.choice(words))
