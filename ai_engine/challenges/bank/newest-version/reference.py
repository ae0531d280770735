def parts(version):
    numbers = [int(part) for part in version.split(".")]
    while len(numbers) < 4:
        numbers.append(0)
    return numbers


def sort_versions(versions):
    return sorted(versions, key=parts)
