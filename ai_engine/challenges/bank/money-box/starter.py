class MoneyBox:
    # your code here
    pass


def box_after(start, changes):
    # your code here
    pass
