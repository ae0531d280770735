def recorded_total(events):
    total = 0
    i = 0
    while i < len(events):
        if events[i] == "on":
            i += 1
            while i < len(events) and events[i] != "off":
                if events[i] != "on":
                    total += events[i]
                i += 1
        else:
            i += 1
    return total
