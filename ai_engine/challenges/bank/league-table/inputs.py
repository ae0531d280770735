def generate(random):
    names = random.sample(["Elks", "Owls", "Bats", "Yaks", "Hens"], random.randint(0, 5))
    return ([[name, random.randint(0, 3), random.randint(0, 4), random.randint(0, 4)] for name in names],)


def valid(teams):
    return len({team[0] for team in teams}) == len(teams)
