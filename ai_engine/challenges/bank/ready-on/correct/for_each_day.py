import datetime

ONE_DAY = datetime.timedelta(days=1)


def is_free(day, holidays):
    return day.strftime("%A") in ["Saturday", "Sunday"] or str(day) in holidays


def ready_on(ordered, days, holidays):
    day = datetime.date.fromisoformat(ordered)
    for _ in range(days):
        day = day + ONE_DAY
        while is_free(day, holidays):
            day = day + ONE_DAY
    return str(day)
