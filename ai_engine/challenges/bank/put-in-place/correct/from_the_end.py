def put_in_place(hand, card):
    result = list(hand)
    result.append(card)
    i = len(result) - 1
    while i > 0 and result[i - 1] > result[i]:
        result[i - 1], result[i] = result[i], result[i - 1]
        i -= 1
    return result
