def last_in_circle(players, step):
    circle = list(range(1, players + 1))
    while len(circle) > 1:
        cut = (step - 1) % len(circle)
        circle = circle[cut + 1 :] + circle[:cut]
    return circle[0]
