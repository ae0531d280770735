def stretch(word):
    return "-".join([letter * count for count, letter in enumerate(word, 1)])
