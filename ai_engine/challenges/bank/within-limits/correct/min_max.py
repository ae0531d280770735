def within(value, lower, upper):
    return max(lower, min(value, upper))
