def ways_to_pay(amount, coins):
    if not coins:
        return 1 if amount == 0 else 0
    ways = 0
    for used in range(0, amount + 1, coins[0]):
        ways += ways_to_pay(amount - used, coins[1:])
    return ways
