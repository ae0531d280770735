def in_order(numbers):
    result = True
    last = None
    for number in numbers:
        if last is not None and number < last:
            result = False
        last = number
    return result
