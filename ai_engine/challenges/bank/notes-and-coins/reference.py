def pay_out(amount):
    pieces = []
    for piece in [50, 20, 10, 5, 2, 1]:
        for _ in range(amount // piece):
            pieces.append(piece)
        amount = amount % piece
    return pieces
