def total_size(folder, ending):
    total = 0
    for name in folder:
        if isinstance(folder[name], int):
            if name.endswith(ending):
                total = total + folder[name]
        else:
            total = total + total_size(folder[name], ending)
    return total
