def opened_pages(names, wanted):
    if len(names) == 0:
        return []
    middle = (len(names) - 1) // 2
    if names[middle] == wanted:
        return [wanted]
    if names[middle] > wanted:
        return [names[middle]] + opened_pages(names[:middle], wanted)
    return [names[middle]] + opened_pages(names[middle + 1 :], wanted)
