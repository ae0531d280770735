class Turnstile:
    # your code here
    pass


def museum_day(events):
    # your code here
    pass
