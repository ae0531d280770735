def cell_value(sheet, name, depth=0):
    if depth > len(sheet):
        return None
    if name not in sheet:
        return 0
    if isinstance(sheet[name], int):
        return sheet[name]
    total = 0
    for part in sheet[name].split("+"):
        if part.isdigit():
            value = int(part)
        else:
            value = cell_value(sheet, part, depth + 1)
        if value is None:
            return None
        total = total + value
    return total
