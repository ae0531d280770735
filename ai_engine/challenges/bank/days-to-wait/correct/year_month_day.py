from datetime import date


def as_number(text):
    year, month, day = text.split("-")
    return date(int(year), int(month), int(day)).toordinal()


def days_to_wait(today, event):
    if event <= today:
        return 0
    return as_number(event) - as_number(today)
