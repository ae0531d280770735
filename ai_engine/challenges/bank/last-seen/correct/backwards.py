def last_position(items, wanted):
    i = len(items) - 1
    while i >= 0 and items[i] != wanted:
        i -= 1
    return i
