def sign(file_name, name):
    file = open(file_name, "a")
    print(name, file=file)
    file.close()


def visits(file_name, name):
    file = open(file_name)
    names = file.read().split("\n")
    file.close()
    return names.count(name)


def guest_book(actions):
    open("guests.txt", "w").close()
    answers = []
    for action, name in actions:
        if action == "sign":
            sign("guests.txt", name)
        else:
            answers.append(visits("guests.txt", name))
    return answers
