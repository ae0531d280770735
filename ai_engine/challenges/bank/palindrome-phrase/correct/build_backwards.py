def is_palindrome(phrase):
    forwards = ""
    backwards = ""
    for c in phrase:
        if c.isalpha():
            c = c.lower()
            forwards = forwards + c
            backwards = c + backwards
    return forwards == backwards
