def value_in(file_name, key, outer):
    if file_name in outer:
        return None
    try:
        with open(file_name) as file:
            lines = file.read().split("\n")
    except FileNotFoundError:
        return None
    for line in reversed(lines):
        if line.startswith("include "):
            value = value_in(line.replace("include ", ""), key, outer | {file_name})
            if value is not None:
                return value
        elif "=" in line and line[0] != "#":
            parts = line.split("=")
            if parts[0].strip() == key:
                return "=".join(parts[1:]).strip()
    return None


def setting(file_name, key):
    return value_in(file_name, key, set())
