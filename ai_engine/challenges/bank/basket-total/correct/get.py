def basket_total(prices, basket):
    total = 0
    for name in basket:
        total += prices.get(name, 0)
    return total
