def initials(full_name):
    result = ""
    previous = " "
    for letter in full_name:
        if letter != " " and previous == " ":
            result = result + letter.upper() + "."
        previous = letter
    return result
