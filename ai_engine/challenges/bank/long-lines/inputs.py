def generate(random):
    name = random.choice(["ferry.txt", "list.txt", "one_line.txt", "nothing.txt", "gaps.txt"])
    return (name, random.choice([1, random.randint(1, 8), random.randint(1, 45)]))


def valid(file_name, length):
    return file_name in ["ferry.txt", "list.txt", "one_line.txt", "nothing.txt", "gaps.txt"] and length >= 1
