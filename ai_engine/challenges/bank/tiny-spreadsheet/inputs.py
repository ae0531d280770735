def generate(random):
    names = ["A1", "A2", "B1", "B2", "C1"]
    sheet = {}
    for name in random.sample(names, random.randint(0, 5)):
        if random.random() < 0.3:
            sheet[name] = random.randint(-5, 9)
        else:
            others = list(sheet) + ["Z9"] if random.random() < 0.8 else names
            parts = [random.choice([*others, str(random.randint(0, 12))]) for _ in range(random.randint(1, 3))]
            sheet[name] = "+".join(parts)
    return (sheet, random.choice([*list(sheet)[-2:], *names]))


def valid(sheet, name):
    return isinstance(name, str) and all(
        isinstance(content, int)
        or all(part.isdigit() or (part[:1].isupper() and part[1:].isdigit()) for part in content.split("+"))
        for content in sheet.values()
    )
