class MoneyBox:
    FEE = 5

    def __init__(self, pence):
        self._pence = pence

    def content(self):
        return self._pence

    def put_in(self, pence):
        self._pence = self._pence + pence

    def take_out(self, pence):
        if self._pence >= pence + self.FEE:
            self._pence = self._pence - pence - self.FEE
            return True
        return False


def box_after(start, changes):
    box = MoneyBox(start)
    refused = 0
    for change in changes:
        if change < 0:
            done = box.take_out(abs(change))
            if not done:
                refused = refused + 1
        else:
            box.put_in(change)
    return [box.content(), refused]
