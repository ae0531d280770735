def generate(random):
    coins = random.sample(range(1, 11), random.randint(0, 4))
    return (random.choice([0, random.randint(0, 10), random.randint(5, 25)]), coins)


def valid(amount, coins):
    return 0 <= amount <= 60 and len(coins) <= 5 and all(coin > 0 for coin in coins) and len(set(coins)) == len(coins)
