def generate(random):
    names = ["Ann", "Bob", "Kai", "Zoe"]
    payments = []
    for _ in range(random.randint(0, 4)):
        people = random.sample(names, random.randint(1, 4))
        payments.append([random.choice(names), random.randint(0, 12) * len(people), people])
    return (payments,)


def valid(payments):
    return all(
        pence >= 0 and people and len(set(people)) == len(people) and pence % len(people) == 0
        for payer, pence, people in payments
    )
