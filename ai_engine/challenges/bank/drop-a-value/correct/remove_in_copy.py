def without(values, unwanted):
    rest = list(values)
    while unwanted in rest:
        rest.remove(unwanted)
    return rest
