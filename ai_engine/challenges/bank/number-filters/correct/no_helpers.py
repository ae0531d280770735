def keep(numbers, rules):
    kept = []
    for number in numbers:
        text = str(number)
        if "even" in rules and number % 2 != 0:
            continue
        if "positive" in rules and number <= 0:
            continue
        if "short" in rules and len(text.replace("-", "")) > 2:
            continue
        if "mirror" in rules and text != text[::-1]:
            continue
        kept.append(number)
    return kept
