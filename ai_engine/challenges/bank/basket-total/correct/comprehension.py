def basket_total(prices, basket):
    return sum([prices[thing] for thing in basket if thing in prices])
