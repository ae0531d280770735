def without(values, unwanted):
    rest = values[:]
    for i in range(len(rest) - 1, -1, -1):
        if rest[i] == unwanted:
            rest.pop(i)
    return rest
