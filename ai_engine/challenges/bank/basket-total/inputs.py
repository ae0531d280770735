def generate(random):
    goods = ["pear", "leek", "rice", "soap", "tea", "egg"]
    prices = {name: random.choice([0, random.randint(1, 300)]) for name in random.sample(goods, random.randint(0, 5))}
    basket = [random.choice(goods) for _ in range(random.randint(0, 6))]
    return (prices, basket)


def valid(prices, basket):
    return all(price >= 0 for price in prices.values()) and all(isinstance(name, str) for name in basket)
