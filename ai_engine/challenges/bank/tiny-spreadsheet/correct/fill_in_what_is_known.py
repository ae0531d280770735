def part_value(part, known, sheet):
    if part.isdigit():
        return int(part)
    if part not in sheet:
        return 0
    return known.get(part)


def cell_value(sheet, name):
    known = {}
    changed = True
    while changed:
        changed = False
        for cell, content in sheet.items():
            if cell in known:
                continue
            if isinstance(content, int):
                known[cell] = content
                changed = True
                continue
            values = [part_value(part, known, sheet) for part in content.split("+")]
            if None not in values:
                known[cell] = sum(values)
                changed = True
    if name not in sheet:
        return 0
    return known.get(name)
