def is_palindrome(phrase):
    letters = [c.lower() for c in phrase if c.isalpha()]
    left = 0
    right = len(letters) - 1
    while left < right:
        if letters[left] != letters[right]:
            return False
        left += 1
        right -= 1
    return True
