def generate(random):
    text = ""
    still_open = []
    for _ in range(random.randint(0, 8)):
        choice = random.random()
        if choice < 0.4:
            still_open.append(random.choice("([{"))
            text += still_open[-1]
        elif choice < 0.7 and still_open:
            text += {"(": ")", "[": "]", "{": "}"}[still_open.pop()]
        elif choice < 0.8:
            text += random.choice(")]}")
        else:
            text += random.choice("ax")
    while still_open and random.random() < 0.7:
        text += {"(": ")", "[": "]", "{": "}"}[still_open.pop()]
    return (text,)


def valid(text):
    return isinstance(text, str)
