def generate(random):
    names = ["Eda", "Tom", "Ida", "Ben"][: random.randint(1, 4)]
    return ([random.choice(names) for _ in range(random.randint(0, 8))],)
