def last_position(items, wanted):
    if wanted not in items:
        return -1
    return len(items) - 1 - items[::-1].index(wanted)
