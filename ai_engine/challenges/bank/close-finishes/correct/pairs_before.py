def close_pairs(times, gap):
    count = 0
    for i in range(len(times)):
        for j in range(i):
            difference = times[i] - times[j]
            if difference < 0:
                difference = -difference
            if difference <= gap:
                count = count + 1
    return count
