def to_camel_case(name):
    result = ""
    for i in range(len(name)):
        if name[i] == "_":
            continue
        if i > 0 and name[i - 1] == "_":
            result = result + name[i].upper()
        else:
            result = result + name[i]
    return result
