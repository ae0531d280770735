def ticket_price(age, is_monday):
    price = 8
    if 0 <= age <= 3:
        price = 0
    if 4 <= age <= 15:
        price = 3
    if age >= 65:
        price = 5
    if is_monday:
        price = min(price, 4)
    return price
