class Turnstile:
    def __init__(self):
        self.inside = 0
        self.record = 0

    def enter(self):
        self.inside = self.inside + 1
        self.record = max(self.record, self.inside)

    def leave(self):
        self.inside = max(0, self.inside - 1)


def museum_day(events):
    gate = Turnstile()
    for i in range(len(events)):
        if events[i] == "out":
            gate.leave()
        elif events[i] == "in":
            gate.enter()
    return [gate.inside, gate.record]
