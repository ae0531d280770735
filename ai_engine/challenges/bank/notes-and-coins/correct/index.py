def pay_out(amount):
    kinds = [50, 20, 10, 5, 2, 1]
    result = []
    i = 0
    while amount > 0:
        if kinds[i] <= amount:
            result.append(kinds[i])
            amount = amount - kinds[i]
        else:
            i = i + 1
    return result
