def generate(random):
    return (
        [
            f"{random.choice([0, 1, 3, 9, 10, 62])}:{random.choice([0, 1, 5, 9, 30, 59, random.randint(0, 59)]):02d}"
            for _ in range(random.randint(1, 4))
        ],
    )


def valid(texts):
    return len(texts) > 0 and all(len(t.split(":")[1]) == 2 and int(t.split(":")[1]) < 60 for t in texts)
