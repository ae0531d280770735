def is_older(one, other):
    left = [int(n) for n in (one + ".0.0.0").split(".")]
    right = [int(n) for n in (other + ".0.0.0").split(".")]
    for a, b in zip(left, right):
        if a != b:
            return a < b
    return False


def sort_versions(versions):
    result = []
    for version in versions:
        place = len(result)
        while place > 0 and is_older(version, result[place - 1]):
            place -= 1
        result.insert(place, version)
    return result
