def staircase(first, height):
    lines = []
    for length in range(1, height + 1):
        line = ""
        for number in range(first, first + length):
            line += str(number)
        lines.append(line)
    return lines
