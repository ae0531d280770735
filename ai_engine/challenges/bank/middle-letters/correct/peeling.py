def middle_letters(word):
    while len(word) > 2:
        word = word[1:-1]
    return word
