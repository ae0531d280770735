def total_size(folder, ending):
    total = 0
    for name, content in folder.items():
        if isinstance(content, dict):
            total += total_size(content, ending)
        elif name.endswith(ending):
            total += content
    return total
