def interleave(first, second):
    one = list(first)
    other = list(second)
    result = []
    while one and other:
        result.append(one.pop(0))
        result.append(other.pop(0))
    result.extend(one)
    result.extend(other)
    return result
