def people_by_town(homes):
    towns = {}
    for person, town in homes.items():
        if town not in towns:
            towns[town] = []
        towns[town].append(person)
    for people in towns.values():
        people.sort()
    return towns
