def move(letter, first, steps):
    return chr((ord(letter) - ord(first) + steps) % 26 + ord(first))


def shift_letters(text, steps):
    moved = []
    for letter in text:
        if letter.islower():
            moved.append(move(letter, "a", steps))
        elif letter.isupper():
            moved.append(move(letter, "A", steps))
        else:
            moved.append(letter)
    return "".join(moved)
