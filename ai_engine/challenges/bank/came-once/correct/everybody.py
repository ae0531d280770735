def came_once(meetings):
    everybody = set()
    for names in meetings:
        everybody.update(names)
    result = []
    for name in sorted(everybody):
        times = 0
        for names in meetings:
            if name in names:
                times += 1
        if times == 1:
            result.append(name)
    return result
