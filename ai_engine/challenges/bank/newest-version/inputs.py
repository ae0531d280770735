def generate(random):
    pieces = ["0", "0", "1", "2", "9", "10", "12"]
    return (
        [".".join(random.choice(pieces) for _ in range(random.randint(1, 4))) for _ in range(random.randint(0, 5))],
    )


def valid(versions):
    return all(len(version.split(".")) <= 4 and version.replace(".", "").isdigit() for version in versions)
