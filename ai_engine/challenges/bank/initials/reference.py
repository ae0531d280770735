def initials(full_name):
    result = ""
    for name in full_name.split():
        result += name[0].upper() + "."
    return result
