def single_digit(number):
    steps = 0
    while number > 9:
        total = 0
        while number > 0:
            total += number % 10
            number //= 10
        number = total
        steps += 1
    return [number, steps]
