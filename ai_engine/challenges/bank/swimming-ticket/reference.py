def ticket_price(age, is_monday):
    if age < 4:
        price = 0
    elif age <= 15:
        price = 3
    elif age < 65:
        price = 8
    else:
        price = 5
    if is_monday and price > 4:
        price = 4
    return price
