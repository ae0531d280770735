def longest_rise(values):
    best = []
    current = []
    for value in values:
        if current and value <= current[-1]:
            current = []
        current.append(value)
        if len(current) > len(best):
            best = current[:]
    return best
