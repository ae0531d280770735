class MoneyBox:
    def __init__(self, pence):
        self.pence = pence

    def put_in(self, pence):
        self.pence += pence

    def take_out(self, pence):
        cost = pence + 5
        if cost > self.pence:
            return False
        self.pence -= cost
        return True


def box_after(start, changes):
    box = MoneyBox(start)
    refused = 0
    for change in changes:
        if change > 0:
            box.put_in(change)
        elif not box.take_out(-change):
            refused += 1
    return [box.pence, refused]
