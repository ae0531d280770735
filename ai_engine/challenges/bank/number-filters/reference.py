def is_even(number):
    return number % 2 == 0


def is_positive(number):
    return number > 0


def is_short(number):
    return abs(number) < 100


def is_mirror(number):
    digits = str(number)
    return digits == digits[::-1]


def keep(numbers, rules):
    checks = {"even": is_even, "positive": is_positive, "short": is_short, "mirror": is_mirror}
    kept = []
    for number in numbers:
        fits = True
        for rule in rules:
            if not checks[rule](number):
                fits = False
        if fits:
            kept.append(number)
    return kept
