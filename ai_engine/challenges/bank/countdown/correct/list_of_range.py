def countdown(start):
    return list(range(start, 0, -1)) + ["Lift-off!"]
