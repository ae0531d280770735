def generate(random):
    age = random.choice([random.randint(0, 99), random.choice([0, 3, 4, 15, 16, 64, 65])])
    return (age, random.random() < 0.5)


def valid(age, is_monday):
    return age >= 0 and is_monday in (True, False)
