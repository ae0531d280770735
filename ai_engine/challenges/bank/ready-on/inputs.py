def generate(random):
    from datetime import date, timedelta

    ordered = date(2026, 1, 1) + timedelta(days=random.randint(0, 400))
    count = random.randint(0, 4)
    holidays = [(ordered + timedelta(days=random.randint(0, 12))).isoformat() for _ in range(count)]
    return (ordered.isoformat(), random.choice([0, 1, 2, 5, random.randint(0, 12)]), holidays)


def valid(ordered, days, holidays):
    from datetime import date

    try:
        return days >= 0 and [day for day in [ordered, *holidays] if date.fromisoformat(day).isoformat() != day] == []
    except ValueError:
        return False
