def add_fractions(a, b, c, d):
    top = a * d + c * b
    bottom = b * d
    sign = ""
    if top * bottom < 0:
        sign = "-"
    top = abs(top)
    bottom = abs(bottom)
    if top % bottom == 0:
        return sign + str(top // bottom)
    for divisor in range(bottom, 1, -1):
        if top % divisor == 0 and bottom % divisor == 0:
            top //= divisor
            bottom //= divisor
    return sign + str(top) + "/" + str(bottom)
