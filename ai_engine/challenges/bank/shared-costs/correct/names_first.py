def settle(payments):
    balance = {}
    for payment in payments:
        for name in [payment[0]] + payment[2]:
            balance[name] = 0
    for payer, pence, people in payments:
        balance[payer] += pence
        for name in people:
            balance[name] -= pence // len(people)
    texts = []
    for name, amount in sorted(balance.items()):
        if amount != 0:
            verb = "gets" if amount > 0 else "owes"
            texts.append(f"{name} {verb} {abs(amount)}")
    return texts
