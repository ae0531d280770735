def money(pence):
    rest = str(pence % 100)
    if len(rest) < 2:
        rest = "0" + rest
    return str(pence // 100) + "." + rest


def receipt(items):
    rows = []
    total = 0
    for item in items:
        price = item[1] * item[2]
        total = total + price
        label = item[0]
        if item[1] != 1:
            label = label + " x" + str(item[1])
        rows.append([label, price])
    result = []
    for label, price in rows:
        result.append(label + money(price).rjust(20 - len(label)))
    result.append("--------------------")
    result.append("total" + money(total).rjust(15))
    return result
