def in_order(numbers):
    return numbers == sorted(numbers)
