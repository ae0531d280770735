def generate(random):
    from datetime import date, timedelta

    today = date(2023, 1, 1) + timedelta(days=random.randint(0, 1500))
    event = today + timedelta(days=random.choice([0, 1, -1, random.randint(-40, 60), random.randint(-400, 800)]))
    return (today.isoformat(), event.isoformat())


def valid(today, event):
    from datetime import date

    try:
        return today == date.fromisoformat(today).isoformat() and event == date.fromisoformat(event).isoformat()
    except ValueError:
        return False
