def average_mark(file_name, subject):
    file = open(file_name)
    lines = file.read().splitlines()
    file.close()
    marks = []
    for i in range(1, len(lines)):
        parts = lines[i].split(",")
        if parts[1] == subject and parts[2].isdigit():
            marks.append(int(parts[2]))
    if len(marks) > 0:
        return round(sum(marks) / len(marks), 1)
    else:
        return None
