def without(values, unwanted):
    return [value for value in values if value != unwanted]
