def first_repeat(numbers):
    end = 1
    while end <= len(numbers):
        if len(set(numbers[:end])) < end:
            return numbers[end - 1]
        end += 1
    return None
