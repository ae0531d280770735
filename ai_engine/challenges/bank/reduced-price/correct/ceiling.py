import math


def reduced_price(pence, percent):
    if pence >= 1000:
        return math.ceil(pence * (100 - percent) / 100)
    else:
        return pence
