def generate(random):
    names = ["Ivy", "Dov", "Abe", "Sol", "Gil"]
    return ([[random.choice(names) for _ in range(random.randint(0, 4))] for _ in range(random.randint(0, 4))],)
