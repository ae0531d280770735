def league_table(teams):
    rows = [(points, scored - conceded, name) for name, points, scored, conceded in teams]
    places = [""] * len(rows)
    for row in rows:
        place = 0
        for other in rows:
            if other[:2] > row[:2] or (other[:2] == row[:2] and other[2] < row[2]):
                place += 1
        places[place] = row[2]
    return places
