from datetime import date, timedelta


def count_weekday(start, end, weekday):
    first = date.fromisoformat(start)
    days = (date.fromisoformat(end) - first).days
    count = 0
    for i in range(days + 1):
        if (first + timedelta(days=i)).strftime("%A") == weekday:
            count += 1
    return count
