def lines_of(file_name):
    try:
        with open(file_name) as file:
            return file.readlines()
    except FileNotFoundError:
        return None


def warm_readings(file_name, station, least):
    lines = lines_of(file_name)
    if lines is None:
        return None
    count = 0
    damaged = []
    for number, line in enumerate(lines, 1):
        parts = line.split(";")
        if len(parts) != 2 or parts[0].strip() == "":
            damaged.append(number)
            continue
        try:
            degrees = int(parts[1])
        except ValueError:
            damaged.append(number)
            continue
        if parts[0].strip() == station and degrees >= least:
            count += 1
    return [count, damaged]
