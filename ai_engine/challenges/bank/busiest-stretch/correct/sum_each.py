def busiest_start(visitors, days):
    best = 0
    for start in range(len(visitors) - days + 1):
        if sum(visitors[start : start + days]) > sum(visitors[best : best + days]):
            best = start
    return best
