def turn(picture):
    return [list(column) for column in zip(*picture[::-1])]
