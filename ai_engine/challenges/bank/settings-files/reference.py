def read_settings(file_name, settings, being_read):
    if file_name in being_read:
        return
    try:
        with open(file_name) as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        if line.startswith("include "):
            read_settings(line.split()[1], settings, [*being_read, file_name])
        elif line != "" and not line.startswith("#"):
            key, value = line.split("=", 1)
            settings[key.strip()] = value.strip()


def setting(file_name, key):
    settings = {}
    read_settings(file_name, settings, [])
    return settings.get(key)
