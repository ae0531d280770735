def group_sizes(pairs):
    groups = []
    for first, second in pairs:
        joined = {first, second}
        others = []
        for group in groups:
            if first in group or second in group:
                joined |= group
            else:
                others.append(group)
        groups = [*others, joined]
    return sorted([len(group) for group in groups], reverse=True)
