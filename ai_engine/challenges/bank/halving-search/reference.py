def opened_pages(names, wanted):
    looked_at = []
    low = 0
    high = len(names) - 1
    while low <= high:
        middle = (low + high) // 2
        looked_at.append(names[middle])
        if names[middle] == wanted:
            break
        if names[middle] < wanted:
            low = middle + 1
        else:
            high = middle - 1
    return looked_at
