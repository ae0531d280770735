def sort_steps(numbers):
    if len(numbers) < 2:
        return []
    least = min(numbers)
    if numbers[0] == least:
        return [[least] + rest for rest in sort_steps(numbers[1:])]
    changed = [numbers[0] if n == least else n for n in numbers[1:]]
    return [[least] + changed] + [[least] + rest for rest in sort_steps(changed)]
