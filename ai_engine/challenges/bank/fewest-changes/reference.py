def fewest_changes(lines, start, goal):
    if start == goal:
        return 0
    places = {start}
    for changes in range(len(lines)):
        further = set(places)
        for line in lines:
            if any(station in places for station in line):
                further.update(line)
        if goal in further:
            return changes
        places = further
    return None
