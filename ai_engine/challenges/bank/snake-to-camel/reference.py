def to_camel_case(name):
    words = name.split("_")
    result = words[0]
    for word in words[1:]:
        result += word.capitalize()
    return result
