def arrangements(letters):
    words = {""}
    for letter in letters:
        longer = set()
        for word in words:
            for place in range(len(word) + 1):
                longer.add(word[:place] + letter + word[place:])
        words = longer
    return sorted(words)
