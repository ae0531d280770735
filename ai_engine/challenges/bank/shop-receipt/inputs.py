def generate(random):
    names = ["tea", "bun", "jam", "milk", "oil", "rye", "figs"]
    prices = [0, 5, 9, 10, 95, 100, 205, 1999]
    items = [
        [random.choice(names), random.choice([1, 1, 2, 3, 12]), random.choice([*prices, random.randint(0, 500)])]
        for _ in range(random.randint(0, 4))
    ]
    return (items,)


def valid(items):
    return all(len(name) <= 6 and 1 <= count < 100 and 0 <= pence <= 10000 for name, count, pence in items)
