def make_polynomial(coefficients):
    return lambda x: sum(c * x**power for power, c in enumerate(coefficients))


def values_at(coefficients, points):
    return [value for value in map(make_polynomial(coefficients), points)]
