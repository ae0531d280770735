def staircase(first, height):
    lines = []
    row = 0
    while row < height:
        line = ""
        step = 0
        while step <= row:
            line = line + str(first + step)
            step = step + 1
        lines.append(line)
        row = row + 1
    return lines
