def came_once(meetings):
    result = set()
    for i in range(len(meetings)):
        alone = set(meetings[i])
        for j in range(len(meetings)):
            if j != i:
                alone -= set(meetings[j])
        result |= alone
    return sorted(result)
