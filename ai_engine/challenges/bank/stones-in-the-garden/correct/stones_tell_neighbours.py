def stones_nearby(garden):
    counts = [[0] * len(row) for row in garden]
    for r in range(len(garden)):
        for c in range(len(garden[r])):
            if garden[r][c] == "#":
                for y in range(len(garden)):
                    for x in range(len(garden[r])):
                        if abs(y - r) <= 1 and abs(x - c) <= 1:
                            counts[y][x] += 1
    result = []
    for r in range(len(garden)):
        cells = []
        for c in range(len(garden[r])):
            cells.append("#" if garden[r][c] == "#" else str(counts[r][c]))
        result.append("".join(cells))
    return result
