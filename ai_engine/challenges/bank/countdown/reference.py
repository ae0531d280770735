def countdown(start):
    steps = []
    for number in range(start, 0, -1):
        steps.append(number)
    steps.append("Lift-off!")
    return steps
