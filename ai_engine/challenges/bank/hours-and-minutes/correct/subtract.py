def as_hours(minutes):
    hours = 0
    while minutes >= 60:
        minutes -= 60
        hours += 1
    if minutes < 10:
        return f"{hours} h 0{minutes} min"
    return f"{hours} h {minutes} min"
