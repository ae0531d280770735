def busiest_start(visitors, days):
    totals = []
    for start in range(len(visitors) - days + 1):
        total = 0
        for day in range(start, start + days):
            total += visitors[day]
        totals.append(total)
    return totals.index(max(totals))
