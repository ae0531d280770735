def last_position(items, wanted):
    position = -1
    for i in range(len(items)):
        if items[i] == wanted:
            position = i
    return position
