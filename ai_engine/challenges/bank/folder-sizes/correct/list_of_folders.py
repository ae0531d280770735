def total_size(folder, ending):
    total = 0
    folders = [folder]
    while folders:
        current = folders.pop()
        for name, content in current.items():
            if isinstance(content, dict):
                folders.append(content)
            elif name.endswith(ending):
                total += content
    return total
