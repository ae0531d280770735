def weeks_to_save(price, first, extra):
    weeks = 0
    missing = price
    while missing > 0:
        missing -= first
        first += extra
        weeks += 1
    return weeks
