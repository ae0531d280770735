def within(value, lower, upper):
    if value <= lower:
        result = lower
    elif value >= upper:
        result = upper
    else:
        result = value
    return result
