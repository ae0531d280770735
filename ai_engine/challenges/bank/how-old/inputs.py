def generate(random):
    from datetime import date, timedelta

    if random.random() < 0.3:
        birth = date(random.choice([2000, 2004, 2008]), 2, 29)
    else:
        birth = date(1990, 1, 1) + timedelta(days=random.randint(0, 10000))
    day = date(birth.year + random.randint(1, 12), birth.month, min(birth.day, 28))
    day += timedelta(days=random.choice([0, 1, 2, 3, -1, random.randint(-300, 300)]))
    return (birth.isoformat(), max(birth, day).isoformat())


def valid(born, day):
    from datetime import date

    try:
        return date.fromisoformat(born) <= date.fromisoformat(day)
    except ValueError:
        return False
