def enough(loads, trips, capacity):
    i = 0
    while trips > 0 and i < len(loads):
        room = capacity
        while i < len(loads) and loads[i] <= room:
            room -= loads[i]
            i += 1
        trips -= 1
    return i == len(loads)


def smallest_ferry(loads, trips):
    sizes = set()
    for start in range(len(loads)):
        for end in range(start + 1, len(loads) + 1):
            sizes.add(sum(loads[start:end]))
    for size in sorted(sizes):
        if enough(loads, trips, size):
            return size
