def sign(file_name, name):
    with open(file_name, "a") as file:
        file.write(name + "\n")


def visits(file_name, name):
    with open(file_name) as file:
        names = file.read().splitlines()
    count = 0
    for other in names:
        if other == name:
            count += 1
    return count


def guest_book(actions):
    open("guests.txt", "w").close()
    answers = []
    for action, name in actions:
        if action == "sign":
            sign("guests.txt", name)
        else:
            answers.append(visits("guests.txt", name))
    return answers
