def trips_needed(loads, capacity):
    trips = 1
    on_board = 0
    for load in loads:
        if on_board + load > capacity:
            trips += 1
            on_board = 0
        on_board += load
    return trips


def smallest_ferry(loads, trips):
    low = max(loads)
    high = sum(loads)
    while low < high:
        middle = (low + high) // 2
        if trips_needed(loads, middle) <= trips:
            high = middle
        else:
            low = middle + 1
    return low
