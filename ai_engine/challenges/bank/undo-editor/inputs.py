def generate(random):
    commands = []
    for _ in range(random.randint(0, 7)):
        kind = random.choice(["type", "type", "delete", "undo"])
        if kind == "type":
            commands.append([kind, random.choice(["", "a", "bc", "def"])])
        elif kind == "delete":
            commands.append([kind, random.choice([0, 1, 1, 2, 6])])
        else:
            commands.append([kind])
    return (commands,)


def valid(commands):
    return all(command[0] != "delete" or command[1] >= 0 for command in commands)
