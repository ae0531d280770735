from datetime import date


def age_on(born, day):
    birth = date.fromisoformat(born)
    today = date.fromisoformat(day)
    age = today.year - birth.year
    if (today.month, today.day) < (birth.month, birth.day):
        age -= 1
    return age
