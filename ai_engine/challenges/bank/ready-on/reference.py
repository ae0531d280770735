from datetime import date, timedelta


def ready_on(ordered, days, holidays):
    day = date.fromisoformat(ordered)
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day.isoformat() not in holidays:
            days -= 1
    return day.isoformat()
