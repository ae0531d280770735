def fewest_changes(lines, start, goal):
    rides = {start: 0}
    changed = True
    while changed:
        changed = False
        for line in lines:
            known = [rides[station] for station in line if station in rides]
            if not known:
                continue
            for station in line:
                if station not in rides or rides[station] > min(known) + 1:
                    rides[station] = min(known) + 1
                    changed = True
    if goal not in rides:
        return None
    return max(0, rides[goal] - 1)
