def weeks_to_save(price, first, extra):
    saved = 0
    amount = first
    weeks = 0
    while saved < price:
        saved += amount
        amount += extra
        weeks += 1
    return weeks
