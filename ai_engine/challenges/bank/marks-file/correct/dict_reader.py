import csv


def average_mark(file_name, subject):
    marks = []
    with open(file_name, newline="") as file:
        for row in csv.DictReader(file):
            if row["subject"] == subject and row["mark"]:
                marks.append(int(row["mark"]))
    if not marks:
        return None
    return round(sum(marks) / len(marks), 1)
