def stretch(word):
    result = ""
    for i in range(len(word)):
        if i > 0:
            result = result + "-"
        result = result + word[i] * (i + 1)
    return result
