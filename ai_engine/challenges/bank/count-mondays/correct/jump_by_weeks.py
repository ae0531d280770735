import datetime


def count_weekday(start, end, weekday):
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    day = datetime.date.fromisoformat(start)
    last = datetime.date.fromisoformat(end)
    while day.weekday() != names.index(weekday):
        day = day + datetime.timedelta(days=1)
    count = 0
    while day <= last:
        count += 1
        day = day + datetime.timedelta(weeks=1)
    return count
