def count_long_lines(file_name, length):
    with open(file_name) as file:
        count = 0
        for line in file:
            if len(line.rstrip("\n")) > length:
                count += 1
    return count
