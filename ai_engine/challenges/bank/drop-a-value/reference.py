def without(values, unwanted):
    kept = []
    for value in values:
        if value != unwanted:
            kept.append(value)
    return kept
