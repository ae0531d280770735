def ticket_price(age, is_monday):
    if age < 4:
        return 0
    if age < 16:
        return 3
    if is_monday:
        return 4
    if age >= 65:
        return 5
    return 8
