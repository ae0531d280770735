def make_polynomial(coefficients):
    def f(x):
        total = 0
        for i in range(len(coefficients)):
            total = total + coefficients[i] * x**i
        return total

    return f


def values_at(coefficients, points):
    f = make_polynomial(coefficients)
    result = []
    i = 0
    while i < len(points):
        result.append(f(points[i]))
        i += 1
    return result
