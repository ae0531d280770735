def interleave(first, second):
    result = []
    for one, other in zip(first, second):
        result += [one, other]
    if len(first) > len(second):
        result += first[len(second) :]
    else:
        result += second[len(first) :]
    return result
