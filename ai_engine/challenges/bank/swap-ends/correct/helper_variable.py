def swap_ends(items):
    result = items.copy()
    if result:
        last = len(result) - 1
        kept = result[0]
        result[0] = result[last]
        result[last] = kept
    return result
