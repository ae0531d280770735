def is_better(one, other):
    if one[1] != other[1]:
        return one[1] > other[1]
    if one[2] - one[3] != other[2] - other[3]:
        return one[2] - one[3] > other[2] - other[3]
    return one[0] < other[0]


def league_table(teams):
    rest = list(teams)
    names = []
    while rest:
        best = rest[0]
        for team in rest:
            if is_better(team, best):
                best = team
        rest.remove(best)
        names.append(best[0])
    return names
