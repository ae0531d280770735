def digit_sum(number):
    total = 0
    while number != 0:
        total = total + number % 10
        number = number // 10
    return total


def single_digit(number):
    count = 0
    while len(str(number)) > 1:
        number = digit_sum(number)
        count = count + 1
    return [number, count]
