def fewest_changes(lines, start, goal):
    if start == goal:
        return 0
    reached = {start}
    waiting = list(lines)
    changes = 0
    while True:
        boarded = [line for line in waiting if reached & set(line)]
        if not boarded:
            return None
        waiting = [line for line in waiting if line not in boarded]
        for line in boarded:
            reached |= set(line)
        if goal in reached:
            return changes
        changes += 1
