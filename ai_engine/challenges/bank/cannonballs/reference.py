def cannonballs(layers):
    if layers == 0:
        return 0
    return layers * layers + cannonballs(layers - 1)
