def cannonballs(layers):
    if layers > 0:
        lowest = layers**2
        above = cannonballs(layers - 1)
        return lowest + above
    else:
        return 0
