def make(random, depth):
    if depth == 0 or random.random() < 0.25:
        return str(random.choice([random.randint(0, 9), random.randint(0, 9), random.randint(10, 120)]))
    blank = random.choice(["", "", " "])
    inner = blank.join([make(random, depth - 1), random.choice("+-*"), make(random, depth - 1)])
    return random.choice([inner, inner, "(" + inner + ")"])


def generate(random):
    return (make(random, random.randint(0, 3)),)


def valid(text):
    depth = 0
    waiting = True
    gap = False
    digits = False
    for character in text:
        if character == " ":
            gap = True
            continue
        if character in "0123456789":
            if not waiting and not (digits and not gap):
                return False
            waiting, digits = False, True
        elif character == "(":
            if not waiting:
                return False
            depth, digits = depth + 1, False
        elif character == ")":
            if waiting or depth == 0:
                return False
            depth, digits = depth - 1, False
        elif character in "+-*":
            if waiting:
                return False
            waiting, digits = True, False
        else:
            return False
        gap = False
    return not waiting and depth == 0
