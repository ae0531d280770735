def count(amount, coins, place):
    if amount == 0:
        return 1
    ways = 0
    for i in range(place, len(coins)):
        if coins[i] <= amount:
            ways += count(amount - coins[i], coins, i)
    return ways


def ways_to_pay(amount, coins):
    return count(amount, coins, 0)
