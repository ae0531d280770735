def came_once(meetings):
    counts = {}
    for names in meetings:
        for name in set(names):
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count == 1)
