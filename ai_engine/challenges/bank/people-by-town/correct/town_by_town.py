def people_by_town(homes):
    result = {}
    for town in set(homes.values()):
        people = []
        for person in homes:
            if homes[person] == town:
                people.append(person)
        result[town] = sorted(people)
    return result
