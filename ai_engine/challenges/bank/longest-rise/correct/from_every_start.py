def longest_rise(values):
    best = []
    for start in range(len(values)):
        end = start + 1
        while end < len(values) and values[end] > values[end - 1]:
            end += 1
        if end - start > len(best):
            best = values[start:end]
    return best
