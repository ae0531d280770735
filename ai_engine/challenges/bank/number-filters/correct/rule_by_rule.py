def keep(numbers, rules):
    checks = {
        "even": lambda number: number % 2 == 0,
        "positive": lambda number: number > 0,
        "short": lambda number: len(str(abs(number))) <= 2,
        "mirror": lambda number: str(number) == "".join(reversed(str(number))),
    }
    for rule in rules:
        numbers = list(filter(checks[rule], numbers))
    return numbers
