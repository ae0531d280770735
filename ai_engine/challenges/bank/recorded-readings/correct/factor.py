def recorded_total(events):
    total = 0
    factor = 0
    for event in events:
        if event == "on":
            factor = 1
        elif event == "off":
            factor = 0
        else:
            total = total + factor * event
    return total
