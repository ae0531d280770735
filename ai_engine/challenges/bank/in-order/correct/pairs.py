def in_order(numbers):
    return all(left <= right for left, right in zip(numbers, numbers[1:]))
