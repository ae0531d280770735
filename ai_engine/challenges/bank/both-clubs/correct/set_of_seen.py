def in_both(chess, music):
    both = set()
    for name in music:
        if name in chess:
            both.add(name)
    return sorted(both)
