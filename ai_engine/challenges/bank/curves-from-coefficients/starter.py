def make_polynomial(coefficients):
    # return a function of x
    pass


def values_at(coefficients, points):
    # make one function with make_polynomial and use it for every point
    pass
