def to_camel_case(name):
    first, *others = name.split("_")
    return first + "".join([word[0].upper() + word[1:] for word in others])
