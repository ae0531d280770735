def busiest_start(visitors, days):
    total = sum(visitors[:days])
    best_total = total
    best_start = 0
    for start in range(1, len(visitors) - days + 1):
        total += visitors[start + days - 1] - visitors[start - 1]
        if total > best_total:
            best_total = total
            best_start = start
    return best_start
