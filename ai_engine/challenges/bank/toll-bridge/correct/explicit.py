class Vehicle:
    def toll(self):
        return 200


class Motorbike(Vehicle):
    def toll(self):
        return 100


class Lorry(Vehicle):
    def __init__(self, axles):
        self.axles = axles

    def toll(self):
        return 200 + self.axles * 150


class Bus(Vehicle):
    def __init__(self, passengers):
        self.passengers = passengers

    def toll(self):
        toll = 200 + self.passengers * 20
        if toll > 900:
            toll = 900
        return toll


def total_toll(crossings):
    vehicles = []
    for crossing in crossings:
        if crossing[0] == "car":
            vehicles.append(Vehicle())
        elif crossing[0] == "motorbike":
            vehicles.append(Motorbike())
        elif crossing[0] == "lorry":
            vehicles.append(Lorry(crossing[1]))
        else:
            vehicles.append(Bus(crossing[1]))
    total = 0
    for vehicle in vehicles:
        total += vehicle.toll()
    return total
