def sort_steps(numbers):
    row = list(numbers)
    target = sorted(numbers)
    steps = []
    i = 0
    while i < len(row):
        if row[i] != target[i]:
            j = row.index(target[i])
            row[i], row[j] = row[j], row[i]
            steps.append(row.copy())
        i += 1
    return steps
