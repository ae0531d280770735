def smallest_ferry(loads, trips):
    if trips == 1 or len(loads) == 1:
        return sum(loads)
    best = sum(loads)
    for count in range(1, len(loads)):
        first = sum(loads[:count])
        if first < best:
            best = min(best, max(first, smallest_ferry(loads[count:], trips - 1)))
    return best
