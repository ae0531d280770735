def extend(prefix, rest, found):
    if rest == "":
        found.add(prefix)
        return
    for i in range(len(rest)):
        extend(prefix + rest[i], rest[:i] + rest[i + 1 :], found)


def arrangements(letters):
    found = set()
    extend("", letters, found)
    return sorted(found)
