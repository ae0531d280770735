def recorded_total(events):
    switch = "off"
    numbers = []
    for event in events:
        if event in ("on", "off"):
            switch = event
        elif switch == "on":
            numbers.append(event)
    return sum(numbers)
