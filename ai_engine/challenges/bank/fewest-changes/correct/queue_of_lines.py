def fewest_changes(lines, start, goal):
    if start == goal:
        return 0
    queue = []
    seen = []
    for number in range(len(lines)):
        if start in lines[number]:
            queue.append((number, 0))
            seen.append(number)
    while queue:
        number, changes = queue.pop(0)
        if goal in lines[number]:
            return changes
        for other in range(len(lines)):
            if other not in seen and set(lines[other]) & set(lines[number]):
                seen.append(other)
                queue.append((other, changes + 1))
    return None
