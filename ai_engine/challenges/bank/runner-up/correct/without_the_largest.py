def second_largest(numbers):
    smaller = [n for n in numbers if n < max(numbers)]
    if smaller:
        return max(smaller)
    return None
