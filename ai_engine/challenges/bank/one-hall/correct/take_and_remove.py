def most_talks(talks):
    rest = list(talks)
    count = 0
    while rest:
        best = rest[0]
        for talk in rest:
            if talk[1] < best[1]:
                best = talk
        count += 1
        rest = [talk for talk in rest if talk[0] >= best[1]]
    return count
