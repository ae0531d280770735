def weeks_to_save(price, first, extra):
    weeks = 0
    saved = 0
    while saved < price:
        saved = saved + first + weeks * extra
        weeks = weeks + 1
    return weeks
