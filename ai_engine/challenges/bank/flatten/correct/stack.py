def flatten(items):
    waiting = list(reversed(items))
    result = []
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        else:
            result.append(item)
    return result
