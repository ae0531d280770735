def cannonballs(layers):
    if layers <= 1:
        return layers
    return cannonballs(layers - 1) + layers * layers
