def came_once(meetings):
    once = set()
    often = set()
    for names in meetings:
        present = set(names)
        often |= present & once
        once = (once | present) - often
    return sorted(once)
