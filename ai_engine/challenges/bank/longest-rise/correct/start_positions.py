def longest_rise(values):
    best_start = 0
    best_length = 0
    start = 0
    for end in range(len(values)):
        if end > 0 and values[end] <= values[end - 1]:
            start = end
        length = end - start + 1
        if length > best_length:
            best_start = start
            best_length = length
    return values[best_start : best_start + best_length]
