def ways_to_pay(amount, coins):
    if amount == 0:
        return 1
    if amount < 0 or len(coins) == 0:
        return 0
    with_first = ways_to_pay(amount - coins[0], coins)
    without_first = ways_to_pay(amount, coins[1:])
    return with_first + without_first
