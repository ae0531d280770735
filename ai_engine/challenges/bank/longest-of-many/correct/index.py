def longest_of(*words):
    if len(words) == 0:
        return ""
    best = 0
    for i in range(1, len(words)):
        if len(words[i]) > len(words[best]):
            best = i
    return words[best]
