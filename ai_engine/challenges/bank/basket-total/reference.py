def basket_total(prices, basket):
    total = 0
    for name in basket:
        if name in prices:
            total += prices[name]
    return total
