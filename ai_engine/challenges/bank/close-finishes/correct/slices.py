def close_pairs(times, gap):
    count = 0
    for place, time in enumerate(times):
        for other in times[place + 1 :]:
            if -gap <= time - other <= gap:
                count += 1
    return count
