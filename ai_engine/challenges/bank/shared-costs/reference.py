def settle(payments):
    balance = {}
    for payer, pence, people in payments:
        balance[payer] = balance.get(payer, 0) + pence
        share = pence // len(people)
        for person in people:
            balance[person] = balance.get(person, 0) - share
    texts = []
    for person in sorted(balance):
        if balance[person] > 0:
            texts.append(f"{person} gets {balance[person]}")
        elif balance[person] < 0:
            texts.append(f"{person} owes {-balance[person]}")
    return texts
