def average_mark(file_name, subject):
    total = 0
    count = 0
    with open(file_name) as file:
        for line in file.readlines():
            parts = line.rstrip().split(",")
            if parts[1] != subject:
                continue
            try:
                total += int(parts[2])
                count += 1
            except ValueError:
                pass
    try:
        return round(total / count, 1)
    except ZeroDivisionError:
        return None
