def opened_pages(names, wanted):
    pages = []
    start, end = 0, len(names)
    found = False
    while start < end and not found:
        middle = (start + end - 1) // 2
        pages.append(names[middle])
        if names[middle] == wanted:
            found = True
        elif names[middle] < wanted:
            start = middle + 1
        else:
            end = middle
    return pages
