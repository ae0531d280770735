def sort_steps(numbers):
    numbers = list(numbers)
    steps = []
    for start in range(len(numbers)):
        smallest = start
        for i in range(start + 1, len(numbers)):
            if numbers[i] < numbers[smallest]:
                smallest = i
        if smallest != start:
            numbers[start], numbers[smallest] = numbers[smallest], numbers[start]
            steps.append(list(numbers))
    return steps
