def people_by_town(homes):
    towns = {}
    for person in sorted(homes):
        towns.setdefault(homes[person], []).append(person)
    return towns
