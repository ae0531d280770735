def people_by_town(homes):
    return {town: sorted(p for p in homes if homes[p] == town) for town in homes.values()}
