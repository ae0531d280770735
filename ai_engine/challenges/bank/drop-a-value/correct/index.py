def without(values, unwanted):
    kept = []
    i = 0
    while i < len(values):
        if values[i] != unwanted:
            kept.append(values[i])
        i += 1
    return kept
