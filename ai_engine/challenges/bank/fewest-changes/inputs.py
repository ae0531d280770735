def generate(random):
    names = ["A", "B", "C", "D", "E", "F", "G", "H"][: random.randint(3, 8)]
    lines = [random.sample(names, random.choice([2, 2, 3])) for _ in range(random.randint(0, 5))]
    return (lines, random.choice(names), random.choice(names))


def valid(lines, start, goal):
    return all(len(line) >= 2 and len(set(line)) == len(line) for line in lines)
