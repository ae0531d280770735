import datetime


def days_to_wait(today, event):
    start = datetime.date.fromisoformat(today)
    end = datetime.date.fromisoformat(event)
    return max(0, (end - start).days)
