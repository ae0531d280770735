class Vehicle:
    def toll(self):
        return 200


class Motorbike(Vehicle):
    def toll(self):
        return super().toll() // 2


class Lorry(Vehicle):
    def __init__(self, axles):
        self.axles = axles

    def toll(self):
        return super().toll() + 150 * self.axles


class Bus(Vehicle):
    def __init__(self, passengers):
        self.passengers = passengers

    def toll(self):
        return min(900, super().toll() + 20 * self.passengers)


KINDS = {"car": Vehicle, "motorbike": Motorbike, "lorry": Lorry, "bus": Bus}


def total_toll(crossings):
    total = 0
    for kind, *numbers in crossings:
        vehicle = KINDS[kind](*numbers)
        total += vehicle.toll()
    return total
