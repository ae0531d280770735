def most_talks(talks):
    if not talks:
        return 0
    best = 0
    for talk in talks:
        later = [other for other in talks if other[0] >= talk[1]]
        best = max(best, 1 + most_talks(later))
    return best
