def pounds(pence):
    return f"{pence // 100}.{pence % 100:02d}"


def line(left, pence):
    right = pounds(pence)
    return left + " " * (20 - len(left) - len(right)) + right


def receipt(items):
    lines = []
    total = 0
    for name, count, pence in items:
        if count > 1:
            name = f"{name} x{count}"
        lines.append(line(name, count * pence))
        total += count * pence
    lines.append("-" * 20)
    lines.append(line("total", total))
    return lines
