def number_at(version, place):
    pieces = version.split(".")
    if place < len(pieces):
        return int(pieces[place])
    return 0


def sort_versions(versions):
    for place in [3, 2, 1, 0]:
        versions = sorted(versions, key=lambda version: number_at(version, place))
    return versions
