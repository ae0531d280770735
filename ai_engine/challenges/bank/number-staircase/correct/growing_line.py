def staircase(first, height):
    lines = []
    line = ""
    for number in range(first, first + height):
        line += str(number)
        lines.append(line)
    return lines
