def pay_out(amount):
    pieces = []
    for piece in [50, 20, 10, 5, 2, 1]:
        while amount >= piece:
            pieces.append(piece)
            amount -= piece
    return pieces
