def close_pairs(times, gap):
    ordered = sorted(times)
    count = 0
    start = 0
    for end in range(len(ordered)):
        while ordered[end] - ordered[start] > gap:
            start += 1
        count += end - start
    return count
