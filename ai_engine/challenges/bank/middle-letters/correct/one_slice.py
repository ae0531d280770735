def middle_letters(word):
    start = (len(word) - 1) // 2
    end = len(word) // 2 + 1
    return word[start:end]
