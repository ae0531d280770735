from datetime import date, timedelta


def ready_on(ordered, days, holidays):
    start = date.fromisoformat(ordered)
    free = [date.fromisoformat(text) for text in holidays]
    working = [start]
    step = 1
    while len(working) <= days:
        day = start + timedelta(days=step)
        if day.weekday() not in (5, 6) and day not in free:
            working.append(day)
        step += 1
    return working[days].isoformat()
