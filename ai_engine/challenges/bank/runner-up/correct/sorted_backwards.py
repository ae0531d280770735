def second_largest(numbers):
    ordered = sorted(numbers, reverse=True)
    for number in ordered:
        if number != ordered[0]:
            return number
    return None
