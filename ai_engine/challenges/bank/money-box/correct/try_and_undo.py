class MoneyBox:
    def __init__(self, pence):
        self.pence = 0
        self.put_in(pence)

    def put_in(self, pence):
        self.pence += pence

    def take_out(self, pence):
        before = self.pence
        self.pence -= pence
        self.pence -= 5
        if self.pence < 0:
            self.pence = before
            return False
        return True


def box_after(start, changes):
    box = MoneyBox(start)
    answers = []
    for change in changes:
        if change > 0:
            box.put_in(change)
        else:
            answers.append(box.take_out(-change))
    return [box.pence, answers.count(False)]
