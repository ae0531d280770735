def last_in_circle(players, step):
    queue = list(range(1, players + 1))
    while len(queue) > 1:
        for _ in range(step - 1):
            queue.append(queue.pop(0))
        queue.pop(0)
    return queue[0]
