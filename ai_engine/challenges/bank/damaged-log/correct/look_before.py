import os


def is_whole_number(text):
    text = text.strip()
    if text[:1] in ("+", "-"):
        text = text[1:]
    return text.isdigit()


def warm_readings(file_name, station, least):
    if not os.path.exists(file_name):
        return None
    with open(file_name) as file:
        lines = file.read().splitlines()
    count = 0
    damaged = []
    for i in range(len(lines)):
        if lines[i].count(";") == 1:
            name, degrees = lines[i].split(";")
            if name.strip() and is_whole_number(degrees):
                if name.strip() == station and int(degrees) >= least:
                    count += 1
            else:
                damaged.append(i + 1)
        else:
            damaged.append(i + 1)
    return [count, damaged]
