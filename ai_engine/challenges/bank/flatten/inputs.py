def make(random, depth):
    items = []
    for _ in range(random.randint(0, 4)):
        if depth > 0 and random.random() < 0.45:
            items.append(make(random, depth - 1))
        else:
            items.append(random.randint(0, 9))
    return items


def generate(random):
    return (make(random, random.randint(0, 4)),)


def valid(items):
    return isinstance(items, list) and all(isinstance(item, int) or valid(item) for item in items)
