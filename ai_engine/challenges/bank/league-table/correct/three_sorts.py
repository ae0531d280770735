def league_table(teams):
    table = sorted(teams, key=lambda team: team[0])
    table.sort(key=lambda team: team[2] - team[3], reverse=True)
    table.sort(key=lambda team: team[1], reverse=True)
    names = []
    for team in table:
        names.append(team[0])
    return names
