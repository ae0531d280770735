from datetime import date, timedelta

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def count_weekday(start, end, weekday):
    day = date.fromisoformat(start)
    last = date.fromisoformat(end)
    count = 0
    while day <= last:
        if WEEKDAYS[day.weekday()] == weekday:
            count += 1
        day += timedelta(days=1)
    return count
