def reduced_price(pence, percent):
    return pence - pence * percent // 100 if pence >= 1000 else pence
