def single_digit(number):
    steps = 0
    while number >= 10:
        total = 0
        for digit in str(number):
            total += int(digit)
        number = total
        steps += 1
    return [number, steps]
