def recorded_total(events):
    total = 0
    recording = False
    for event in events:
        if event == "on":
            recording = True
        elif event == "off":
            recording = False
        elif recording:
            total += event
    return total
