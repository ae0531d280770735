def first_repeat(numbers):
    for later in range(1, len(numbers)):
        for earlier in range(later):
            if numbers[earlier] == numbers[later]:
                return numbers[later]
    return None
