def opened_pages(names, wanted):
    result = []
    while names:
        middle = (len(names) - 1) // 2
        name = names[middle]
        result.append(name)
        if name == wanted:
            return result
        if wanted < name:
            names = names[:middle]
        else:
            names = names[middle + 1 :]
    return result
