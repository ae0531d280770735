def fits(number, rule):
    if rule == "even":
        return number % 2 == 0
    elif rule == "positive":
        return number > 0
    elif rule == "short":
        return -100 < number < 100
    else:
        return str(number) == str(number)[::-1]


def keep(numbers, rules):
    kept = []
    for number in numbers:
        if all(fits(number, rule) for rule in rules):
            kept.append(number)
    return kept
