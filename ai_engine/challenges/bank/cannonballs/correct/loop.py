def cannonballs(layers):
    balls = 0
    for side in range(1, layers + 1):
        balls += side * side
    return balls
