import datetime


def age_on(born, day):
    birth = datetime.date.fromisoformat(born)
    today = datetime.date.fromisoformat(day)
    years = today.year - birth.year
    if today.month < birth.month:
        return years - 1
    elif today.month == birth.month and today.day < birth.day:
        return years - 1
    return years
