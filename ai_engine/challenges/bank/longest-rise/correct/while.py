def longest_rise(values):
    best = values[:1]
    i = 0
    while i < len(values):
        run = [values[i]]
        i += 1
        while i < len(values) and values[i] > run[-1]:
            run.append(values[i])
            i += 1
        if len(run) > len(best):
            best = run
    return best
