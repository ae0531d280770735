def generate(random):
    return ("".join(random.choice("abcd") for _ in range(random.choice([0, 1, 2, 3, 3, 4, 4, 5]))),)


def valid(letters):
    return len(letters) <= 6 and (letters == "" or (letters.isalpha() and letters.islower()))
