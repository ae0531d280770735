def as_hours(minutes):
    hours, rest = divmod(minutes, 60)
    return str(hours) + " h " + str(rest).zfill(2) + " min"
