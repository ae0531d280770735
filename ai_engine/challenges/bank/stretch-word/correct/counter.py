def stretch(word):
    result = ""
    count = 1
    for letter in word:
        result += letter * count + "-"
        count += 1
    return result[:-1]
