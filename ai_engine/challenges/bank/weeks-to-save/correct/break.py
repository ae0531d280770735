def weeks_to_save(price, first, extra):
    saved = 0
    weeks = 0
    while True:
        if saved >= price:
            break
        saved += first
        first += extra
        weeks += 1
    return weeks
