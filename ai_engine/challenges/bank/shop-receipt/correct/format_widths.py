def line(left, pence):
    return f"{left:<10}{pence / 100:>10.2f}"


def receipt(items):
    lines = []
    for name, count, pence in items:
        left = name if count == 1 else name + " x" + str(count)
        lines.append(line(left, count * pence))
    total = sum(count * pence for name, count, pence in items)
    return lines + ["-" * 20, line("total", total)]
