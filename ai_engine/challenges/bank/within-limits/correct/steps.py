def within(value, lower, upper):
    while value < lower:
        value += 1
    while value > upper:
        value -= 1
    return value
