def group_sizes(pairs):
    label = {}
    for a, b in pairs:
        label.setdefault(a, a)
        label.setdefault(b, b)
        old = label[b]
        new = label[a]
        for name in label:
            if label[name] == old:
                label[name] = new
    values = list(label.values())
    return sorted((values.count(v) for v in set(values)), reverse=True)
