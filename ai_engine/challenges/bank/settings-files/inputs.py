FILES = ["main.txt", "screen.txt", "tools.txt", "loop.txt", "back.txt", "twice.txt", "menu.txt", "self.txt"]


def generate(random):
    return (random.choice([*FILES, "away.txt"]), random.choice(["colour", "size", "zoom", "font", "pen", "sound"]))


def valid(file_name, key):
    return file_name in [*FILES, "away.txt"] and " " not in key and key not in ("", "include")
