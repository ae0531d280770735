def last_position(items, wanted):
    for i in range(len(items) - 1, -1, -1):
        if items[i] == wanted:
            return i
    return -1
