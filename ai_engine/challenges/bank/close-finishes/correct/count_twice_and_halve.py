def close_pairs(times, gap):
    count = 0
    for i in range(len(times)):
        for j in range(len(times)):
            if i != j and abs(times[i] - times[j]) <= gap:
                count += 1
    return count // 2
