def average_mark(file_name, subject):
    with open(file_name) as file:
        lines = file.read().splitlines()
    total = 0
    count = 0
    for line in lines[1:]:
        name, this_subject, mark = line.split(",")
        if this_subject == subject and mark != "":
            total += int(mark)
            count += 1
    if count == 0:
        return None
    return round(total / count, 1)
