def generate(random):
    names = ["Ravi", "Mo", "Eli", "Gus", "Xia", "Zak"]
    return tuple([random.choice(names) for _ in range(random.randint(0, 6))] for _ in range(2))
