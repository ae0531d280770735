def as_hours(minutes):
    hours = minutes // 60
    rest = minutes % 60
    return f"{hours} h {rest:02d} min"
