def arrangements(letters):
    if len(letters) == 0:
        return [""]
    words = []
    for first in sorted(set(letters)):
        for word in arrangements(letters.replace(first, "", 1)):
            words.append(first + word)
    return words
