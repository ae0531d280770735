def generate(random):
    people = ["Wim", "Lea", "Ann", "Zoe", "Ivo", "Bea"]
    return (
        {person: random.choice(["Ghent", "Lille", "Bonn"]) for person in random.sample(people, random.randint(0, 6))},
    )
