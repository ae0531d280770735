def flatten(items):
    while any(isinstance(item, list) for item in items):
        next_items = []
        for item in items:
            if isinstance(item, list):
                next_items.extend(item)
            else:
                next_items.append(item)
        items = next_items
    return items
