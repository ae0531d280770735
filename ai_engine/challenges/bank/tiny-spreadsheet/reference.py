def value_of(sheet, name, waiting):
    if name in waiting:
        return None
    content = sheet.get(name, 0)
    if isinstance(content, int):
        return content
    total = 0
    for part in content.split("+"):
        if part.isdigit():
            total += int(part)
        else:
            value = value_of(sheet, part, [*waiting, name])
            if value is None:
                return None
            total += value
    return total


def cell_value(sheet, name):
    return value_of(sheet, name, [])
