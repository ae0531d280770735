def make_polynomial(coefficients):
    def polynomial(x):
        total = 0
        power = 1
        for coefficient in coefficients:
            total += coefficient * power
            power *= x
        return total

    return polynomial


def values_at(coefficients, points):
    polynomial = make_polynomial(coefficients)
    values = []
    for point in points:
        values.append(polynomial(point))
    return values
