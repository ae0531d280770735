def numbers_of(version):
    numbers = []
    for part in version.split("."):
        numbers.append(int(part))
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def sort_versions(versions):
    result = list(versions)
    result.sort(key=numbers_of)
    return result
