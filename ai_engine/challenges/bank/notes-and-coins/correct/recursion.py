def pay_out(amount):
    for piece in [50, 20, 10, 5, 2, 1]:
        if piece <= amount:
            return [piece] + pay_out(amount - piece)
    return []
