def within(value, lower, upper):
    return sorted([lower, value, upper])[1]
