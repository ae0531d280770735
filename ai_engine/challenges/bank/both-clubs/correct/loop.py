def in_both(chess, music):
    found = []
    for name in chess:
        if name in music and name not in found:
            found.append(name)
    found.sort()
    return found
