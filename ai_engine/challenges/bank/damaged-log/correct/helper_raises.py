def reading(line):
    name, degrees = line.split(";")
    if not name.strip():
        raise ValueError("no name")
    return name.strip(), int(degrees)


def warm_readings(file_name, station, least):
    count = 0
    damaged = []
    number = 0
    try:
        with open(file_name) as file:
            for line in file:
                number += 1
                try:
                    name, degrees = reading(line)
                    if name == station and degrees >= least:
                        count += 1
                except ValueError:
                    damaged.append(number)
    except FileNotFoundError:
        return None
    return [count, damaged]
