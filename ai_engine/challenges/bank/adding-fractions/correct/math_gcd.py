import math


def add_fractions(a, b, c, d):
    top = a * d + b * c
    bottom = b * d
    shared = math.gcd(top, bottom)
    if bottom < 0:
        shared = -shared
    top = top // shared
    bottom = bottom // shared
    if bottom == 1:
        return f"{top}"
    return f"{top}/{bottom}"
