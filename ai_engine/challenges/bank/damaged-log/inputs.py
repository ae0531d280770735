def generate(random):
    name = random.choice(["march.log", "march.log", "april.log", "may.log", "june.log", "july.log", "none.log"])
    return (
        name,
        random.choice(["harbour", "hill", "wood", "sea"]),
        random.choice([-3, -1, 0, 3, 7, 8, 11, 15, 16, 31]),
    )


def valid(file_name, station, least):
    return file_name.endswith(".log") and station != ""
