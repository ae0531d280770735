def generate(random):
    width = random.randint(1, 4)
    cells = random.choice(["#.", "#..", "##."])
    return (["".join(random.choice(cells) for _ in range(width)) for _ in range(random.randint(1, 4))],)


def valid(garden):
    return (
        len(garden) > 0
        and len({len(row) for row in garden}) == 1
        and set("".join(garden)) <= set("#.")
        and garden[0] != ""
    )
