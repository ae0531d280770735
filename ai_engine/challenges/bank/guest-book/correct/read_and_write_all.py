def sign(file_name, name):
    with open(file_name) as file:
        text = file.read()
    with open(file_name, "w") as file:
        file.write(text + name + "\n")


def visits(file_name, name):
    with open(file_name) as file:
        lines = file.readlines()
    return len([line for line in lines if line == name + "\n"])


def guest_book(actions):
    open("guests.txt", "w").close()
    answers = []
    for action, name in actions:
        if action == "sign":
            sign("guests.txt", name)
        else:
            answers.append(visits("guests.txt", name))
    return answers
