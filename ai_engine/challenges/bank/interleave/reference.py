def interleave(first, second):
    result = []
    shorter = min(len(first), len(second))
    for index in range(shorter):
        result.append(first[index])
        result.append(second[index])
    return result + first[shorter:] + second[shorter:]
