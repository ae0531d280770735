def second_largest(numbers):
    if len(numbers) == 0:
        return None
    largest = max(numbers)
    second = None
    for number in numbers:
        if number != largest:
            if second is None or number > second:
                second = number
    return second
