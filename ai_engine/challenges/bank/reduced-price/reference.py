def reduced_price(pence, percent):
    if pence < 1000:
        return pence
    reduction = pence * percent // 100
    return pence - reduction
