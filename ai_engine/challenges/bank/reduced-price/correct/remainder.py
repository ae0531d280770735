def reduced_price(pence, percent):
    reduction = 0
    if pence >= 1000:
        hundredths = pence * percent
        reduction = (hundredths - hundredths % 100) / 100
    return int(pence - reduction)
