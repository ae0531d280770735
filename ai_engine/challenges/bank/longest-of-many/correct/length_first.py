def longest_of(*words):
    length = 0
    for word in words:
        length = max(length, len(word))
    for word in words:
        if len(word) == length:
            return word
    return ""
