DIRECTIONS = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]


def stones_nearby(garden):
    height = len(garden)
    width = len(garden[0])
    result = []
    for r in range(height):
        line = ""
        for c in range(width):
            if garden[r][c] == "#":
                line += "#"
                continue
            count = 0
            for down, right in DIRECTIONS:
                y = r + down
                x = c + right
                if 0 <= y < height and 0 <= x < width and garden[y][x] == "#":
                    count += 1
            line += str(count)
        result.append(line)
    return result
