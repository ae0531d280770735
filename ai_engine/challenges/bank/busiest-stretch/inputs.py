def generate(random):
    visitors = [random.randint(0, 12) for _ in range(random.randint(1, 9))]
    return (visitors, random.randint(1, len(visitors)))


def valid(visitors, days):
    return 1 <= days <= len(visitors) and all(number >= 0 for number in visitors)
