def last_in_circle(players, step):
    circle = list(range(1, players + 1))
    place = 0
    while len(circle) > 1:
        place = (place + step - 1) % len(circle)
        circle.pop(place)
    return circle[0]
