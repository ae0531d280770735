def count_stones(garden, row, column):
    count = 0
    for r in range(max(0, row - 1), min(len(garden), row + 2)):
        for c in range(max(0, column - 1), min(len(garden[0]), column + 2)):
            if garden[r][c] == "#":
                count += 1
    return count


def stones_nearby(garden):
    drawing = []
    for row in range(len(garden)):
        line = ""
        for column in range(len(garden[0])):
            if garden[row][column] == "#":
                line += "#"
            else:
                line += str(count_stones(garden, row, column))
        drawing.append(line)
    return drawing
