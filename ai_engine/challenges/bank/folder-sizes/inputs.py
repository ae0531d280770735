def make(random, depth):
    names = ["a.py", "b.py", "a.txt", "b.txt", "py", "lib", "docs", "old.py"]
    folder = {}
    for name in random.sample(names, random.randint(0, 4)):
        if depth > 0 and random.random() < 0.45:
            folder[name] = make(random, depth - 1)
        else:
            folder[name] = random.randint(0, 20)
    return folder


def generate(random):
    return (make(random, random.randint(0, 3)), random.choice(["", ".py", ".txt", "py", "a.py"]))


def valid(folder, ending):
    contents = folder.values() if isinstance(folder, dict) else [None]
    return isinstance(ending, str) and all(isinstance(c, int) or valid(c, ending) for c in contents)
