from datetime import date

NUMBERS = {"Monday": 0, "Tuesday": 1, "Wednesday": 2, "Thursday": 3, "Friday": 4, "Saturday": 5, "Sunday": 6}


def count_weekday(start, end, weekday):
    first = date.fromisoformat(start)
    days = (date.fromisoformat(end) - first).days + 1
    until_first = (NUMBERS[weekday] - first.weekday()) % 7
    if until_first >= days:
        return 0
    return (days - until_first - 1) // 7 + 1
