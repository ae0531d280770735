class Turnstile:
    def __init__(self):
        self.inside = 0
        self.record = 0

    def enter(self):
        self.inside += 1
        if self.inside > self.record:
            self.record = self.inside

    def leave(self):
        if self.inside > 0:
            self.inside -= 1


def museum_day(events):
    turnstile = Turnstile()
    for event in events:
        if event == "in":
            turnstile.enter()
        else:
            turnstile.leave()
    return [turnstile.inside, turnstile.record]
