def interleave(first, second):
    if not first:
        return second
    return [first[0]] + interleave(second, first[1:])
