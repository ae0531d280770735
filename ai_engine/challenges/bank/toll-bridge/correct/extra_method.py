class Vehicle:
    base = 200

    def extra(self):
        return 0

    def toll(self):
        return self.base + self.extra()


class Motorbike(Vehicle):
    base = 100


class Lorry(Vehicle):
    def __init__(self, axles):
        self.axles = axles

    def extra(self):
        return self.axles * 150


class Bus(Vehicle):
    def __init__(self, passengers):
        self.passengers = passengers

    def extra(self):
        return min(700, self.passengers * 20)


def make(crossing):
    if crossing[0] == "lorry":
        return Lorry(crossing[1])
    if crossing[0] == "bus":
        return Bus(crossing[1])
    if crossing[0] == "motorbike":
        return Motorbike()
    return Vehicle()


def total_toll(crossings):
    return sum(make(crossing).toll() for crossing in crossings)
