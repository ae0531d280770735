def group_sizes(pairs):
    rest = [set(pair) for pair in pairs]
    sizes = []
    while rest:
        group = rest.pop(0)
        grown = True
        while grown:
            grown = False
            for other in list(rest):
                if group & other:
                    group = group | other
                    rest.remove(other)
                    grown = True
        sizes.append(len(group))
    sizes.sort()
    sizes.reverse()
    return sizes
