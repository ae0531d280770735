def swap_ends(items):
    result = items[:]
    if len(result) > 1:
        result[0], result[-1] = result[-1], result[0]
    return result
