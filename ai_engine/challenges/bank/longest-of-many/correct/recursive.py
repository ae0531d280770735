def longest_of(*words):
    if not words:
        return ""
    rest = longest_of(*words[1:])
    if len(rest) > len(words[0]):
        return rest
    return words[0]
