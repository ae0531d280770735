from datetime import date


def days_to_wait(today, event):
    days = (date.fromisoformat(event) - date.fromisoformat(today)).days
    if days < 0:
        return 0
    return days
