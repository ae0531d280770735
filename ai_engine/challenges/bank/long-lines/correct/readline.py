def count_long_lines(file_name, length):
    count = 0
    with open(file_name) as file:
        line = file.readline()
        while line:
            size = len(line)
            if line.endswith("\n"):
                size -= 1
            if size > length:
                count += 1
            line = file.readline()
    return count
