def basket_total(prices, basket):
    total = 0
    for name, price in prices.items():
        total += basket.count(name) * price
    return total
