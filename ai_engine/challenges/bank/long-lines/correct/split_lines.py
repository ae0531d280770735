def count_long_lines(file_name, length):
    with open(file_name) as file:
        lines = file.read().split("\n")
    long_lines = [line for line in lines if len(line) > length]
    return len(long_lines)
