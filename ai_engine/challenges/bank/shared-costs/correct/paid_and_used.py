def settle(payments):
    paid = {}
    used = {}
    for payment in payments:
        paid[payment[0]] = paid.get(payment[0], 0) + payment[1]
        for person in payment[2]:
            used[person] = used.get(person, 0) + payment[1] / len(payment[2])
    texts = []
    for person in sorted(set(paid) | set(used)):
        difference = round(paid.get(person, 0) - used.get(person, 0))
        if difference > 0:
            texts.append(person + " gets " + str(difference))
        if difference < 0:
            texts.append(person + " owes " + str(-difference))
    return texts
