def cannonballs(layers):
    return sum([side**2 for side in range(layers + 1)])
