def flatten(items):
    if not items:
        return []
    first = items[0]
    if type(first) == list:
        return flatten(first) + flatten(items[1:])
    return [first] + flatten(items[1:])
