def size(name, content, ending):
    if isinstance(content, dict):
        return sum(size(inner, content[inner], ending) for inner in content)
    if name[len(name) - len(ending) :] == ending:
        return content
    return 0


def total_size(folder, ending):
    return size("", folder, ending)
