class Vehicle:
    def toll(self):
        return 200


# write Motorbike, Lorry and Bus here


def total_toll(crossings):
    # your code here
    pass
