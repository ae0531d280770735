def staircase(first, height):
    numbers = [str(first + step) for step in range(height)]
    return ["".join(numbers[:length]) for length in range(1, height + 1)]
