def arrangements(letters):
    if letters == "":
        return [""]
    words = []
    for index in range(len(letters)):
        rest = letters[:index] + letters[index + 1 :]
        for word in arrangements(rest):
            new_word = letters[index] + word
            if new_word not in words:
                words.append(new_word)
    return sorted(words)
