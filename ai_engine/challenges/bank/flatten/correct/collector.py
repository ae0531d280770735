def collect(item, found):
    if isinstance(item, int):
        found.append(item)
    else:
        for inner in item:
            collect(inner, found)


def flatten(items):
    found = []
    collect(items, found)
    return found
