def close_pairs(times, gap):
    count = 0
    for first in range(len(times)):
        for second in range(first + 1, len(times)):
            if abs(times[first] - times[second]) <= gap:
                count += 1
    return count
