def smallest_ferry(loads, trips):
    capacity = max(loads)
    while True:
        rounds = 1
        weight = 0
        next_capacity = None
        for load in loads:
            if weight + load <= capacity:
                weight += load
            else:
                if next_capacity is None or weight + load < next_capacity:
                    next_capacity = weight + load
                rounds += 1
                weight = load
        if rounds <= trips:
            return capacity
        capacity = next_capacity
