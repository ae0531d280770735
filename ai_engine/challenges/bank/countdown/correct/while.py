def countdown(start):
    steps = []
    while start > 0:
        steps.append(start)
        start -= 1
    steps.append("Lift-off!")
    return steps
