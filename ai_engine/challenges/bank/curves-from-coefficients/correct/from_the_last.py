def make_polynomial(coefficients):
    def value(x):
        result = 0
        for coefficient in reversed(coefficients):
            result = result * x + coefficient
        return result

    return value


def values_at(coefficients, points):
    function = make_polynomial(coefficients)
    return [function(x) for x in points]
