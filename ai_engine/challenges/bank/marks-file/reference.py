def average_mark(file_name, subject):
    total = 0
    count = 0
    with open(file_name) as file:
        next(file)
        for line in file:
            name, this_subject, mark = line.strip().split(",")
            if this_subject == subject and mark != "":
                total += int(mark)
                count += 1
    if count == 0:
        return None
    return round(total / count, 1)
