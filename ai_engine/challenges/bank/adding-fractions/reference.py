def greatest_divisor(a, b):
    while b != 0:
        a, b = b, a % b
    return a


def add_fractions(a, b, c, d):
    above = a * d + c * b
    below = b * d
    if below < 0:
        above = -above
        below = -below
    divisor = greatest_divisor(below, abs(above))
    above //= divisor
    below //= divisor
    if below == 1:
        return str(above)
    return f"{above}/{below}"
