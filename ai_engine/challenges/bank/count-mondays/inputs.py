NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def generate(random):
    from datetime import date, timedelta

    start = date(2024, 1, 1) + timedelta(days=random.randint(0, 900))
    end = start + timedelta(days=random.choice([0, 1, 6, 7, random.randint(0, 60)]))
    return (start.isoformat(), end.isoformat(), random.choice(NAMES))


def valid(start, end, weekday):
    from datetime import date

    try:
        return date.fromisoformat(start) <= date.fromisoformat(end) and weekday in NAMES
    except ValueError:
        return False
