def common(a, b):
    if b == 0:
        return abs(a)
    return common(b, a % b)


def add_fractions(a, b, c, d):
    above, below = a * d + c * b, b * d
    factor = common(above, below)
    if below < 0:
        factor = -factor
    text = str(above // factor)
    if below // factor != 1:
        text += "/" + str(below // factor)
    return text
