def rotate(guests, steps):
    if len(guests) == 0:
        return []
    cut = steps % len(guests)
    return guests[cut:] + guests[:cut]
