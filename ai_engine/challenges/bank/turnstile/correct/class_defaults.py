class Turnstile:
    inside = 0
    record = 0

    def enter(self):
        self.inside += 1
        if self.record < self.inside:
            self.record += 1

    def leave(self):
        if self.inside == 0:
            return
        self.inside -= 1


def museum_day(events):
    turnstile = Turnstile()
    methods = {"in": turnstile.enter, "out": turnstile.leave}
    for event in events:
        methods[event]()
    return [turnstile.inside, turnstile.record]
