def longest_rise(values):
    runs = [[]]
    for value in values:
        if runs[-1] and not value > runs[-1][-1]:
            runs.append([])
        runs[-1].append(value)
    return max(runs, key=len)
