def longest_of(*words):
    return max(words, key=len, default="")
