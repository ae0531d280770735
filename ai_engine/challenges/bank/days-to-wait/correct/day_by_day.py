from datetime import date, timedelta


def days_to_wait(today, event):
    day = date.fromisoformat(today)
    goal = date.fromisoformat(event)
    count = 0
    while day < goal:
        day = day + timedelta(days=1)
        count += 1
    return count
