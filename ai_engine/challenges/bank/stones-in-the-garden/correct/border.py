def stones_nearby(garden):
    width = len(garden[0])
    edge = "." * (width + 2)
    big = [edge] + ["." + row + "." for row in garden] + [edge]
    result = []
    for r in range(1, len(garden) + 1):
        line = ""
        for c in range(1, width + 1):
            around = big[r - 1][c - 1 : c + 2] + big[r][c - 1 : c + 2] + big[r + 1][c - 1 : c + 2]
            if big[r][c] == "#":
                line += "#"
            else:
                line += str(around.count("#"))
        result.append(line)
    return result
