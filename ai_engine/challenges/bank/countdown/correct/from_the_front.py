def countdown(start):
    steps = ["Lift-off!"]
    for number in range(1, start + 1):
        steps.insert(0, number)
    return steps
