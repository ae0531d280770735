def is_palindrome(phrase):
    letters = ""
    for character in phrase.lower():
        if character.isalpha():
            letters += character
    return letters == letters[::-1]
