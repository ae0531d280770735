def row(left, right):
    middle = ""
    while len(left) + len(middle) + len(right) < 20:
        middle += " "
    return left + middle + right


def receipt(items):
    total = 0
    lines = []
    for i in range(len(items)):
        name, count, pence = items[i]
        total += count * pence
        amount = f"{count * pence / 100:.2f}"
        if count == 1:
            lines.append(row(name, amount))
        else:
            lines.append(row(f"{name} x{count}", amount))
    lines.append(20 * "-")
    lines.append(row("total", f"{total / 100:.2f}"))
    return lines
