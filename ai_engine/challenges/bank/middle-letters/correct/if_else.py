def middle_letters(word):
    length = len(word)
    if length % 2 == 0:
        result = word[length // 2 - 1] + word[length // 2]
    else:
        result = word[length // 2]
    return result
