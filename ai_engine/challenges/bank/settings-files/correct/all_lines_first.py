import os


def all_lines(file_name, path):
    if file_name in path or not os.path.exists(file_name):
        return []
    result = []
    with open(file_name) as file:
        for line in file:
            line = line.strip()
            if line.startswith("include "):
                result += all_lines(line[8:].strip(), path + [file_name])
            else:
                result.append(line)
    return result


def setting(file_name, key):
    value = None
    for line in all_lines(file_name, []):
        if line and line[0] != "#":
            place = line.index("=")
            if line[:place].strip() == key:
                value = line[place + 1 :].strip()
    return value
