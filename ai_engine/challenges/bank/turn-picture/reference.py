def turn(picture):
    turned = []
    for column in range(len(picture[0])):
        new_row = []
        for row in range(len(picture) - 1, -1, -1):
            new_row.append(picture[row][column])
        turned.append(new_row)
    return turned
