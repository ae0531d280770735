def middle_letters(word):
    half = len(word) // 2
    if len(word) % 2 == 1:
        return word[half]
    return word[half - 1 : half + 1]
