def order(team):
    name, points, scored, conceded = team
    return (-points, conceded - scored, name)


def league_table(teams):
    return [team[0] for team in sorted(teams, key=order)]
