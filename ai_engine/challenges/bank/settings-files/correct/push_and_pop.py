def read(name, open_files, values):
    if name in open_files:
        return
    try:
        file = open(name)
    except FileNotFoundError:
        return
    lines = file.readlines()
    file.close()
    open_files.append(name)
    for line in lines:
        words = line.split()
        if not words or words[0][0] == "#":
            continue
        if words[0] == "include":
            read(words[1], open_files, values)
        else:
            left, _, right = line.partition("=")
            values[left.strip()] = right.strip()
    open_files.pop()


def setting(file_name, key):
    values = {}
    read(file_name, [], values)
    if key in values:
        return values[key]
    return None
