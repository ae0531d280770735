def as_hours(minutes):
    hours = minutes // 60
    rest = str(minutes % 60)
    if len(rest) == 1:
        rest = "0" + rest
    return str(hours) + " h " + rest + " min"
