def single_digit(number):
    if number < 10:
        return [number, 0]
    digit, steps = single_digit(sum(int(figure) for figure in str(number)))
    return [digit, steps + 1]
