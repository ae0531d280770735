def is_palindrome(phrase):
    letters = "".join(c for c in phrase.lower() if c.isalpha())
    for i in range(len(letters) // 2):
        if letters[i] != letters[len(letters) - 1 - i]:
            return False
    return True
