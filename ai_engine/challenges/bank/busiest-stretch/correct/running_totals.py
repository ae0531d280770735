def busiest_start(visitors, days):
    running = [0]
    for number in visitors:
        running.append(running[-1] + number)
    best = 0
    for end in range(days, len(running)):
        if running[end] - running[end - days] > running[best + days] - running[best]:
            best = end - days
    return best
