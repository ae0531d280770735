from datetime import date, timedelta


def ready_on(ordered, days, holidays):
    if days == 0:
        return ordered
    tomorrow = date.fromisoformat(ordered) + timedelta(days=1)
    if tomorrow.isoweekday() > 5 or tomorrow.isoformat() in holidays:
        return ready_on(tomorrow.isoformat(), days, holidays)
    return ready_on(tomorrow.isoformat(), days - 1, holidays)
