def count_long_lines(file_name, length):
    file = open(file_name)
    lines = file.readlines()
    file.close()
    count = 0
    for line in lines:
        if line[-1] == "\n":
            line = line[:-1]
        if len(line) > length:
            count = count + 1
    return count
