def count_long_lines(file_name, length):
    count = 0
    with open(file_name) as file:
        for line in file:
            if len(line.rstrip("\n")) > length:
                count += 1
    return count
