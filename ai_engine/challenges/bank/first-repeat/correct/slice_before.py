def first_repeat(numbers):
    for i in range(len(numbers)):
        if numbers[i] in numbers[:i]:
            return numbers[i]
