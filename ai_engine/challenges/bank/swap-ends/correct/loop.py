def swap_ends(items):
    result = []
    for i in range(len(items)):
        if i == 0:
            result.append(items[len(items) - 1])
        elif i == len(items) - 1:
            result.append(items[0])
        else:
            result.append(items[i])
    return result
