def as_decimal(number, divisor):
    whole, remainder = divmod(number, divisor)
    if remainder == 0:
        return str(whole)
    remainders = []
    digits = []
    while remainder > 0 and remainder not in remainders:
        remainders.append(remainder)
        digit, remainder = divmod(remainder * 10, divisor)
        digits.append(str(digit))
    if remainder > 0:
        place = remainders.index(remainder)
        digits.insert(place, "(")
        digits.append(")")
    return str(whole) + "." + "".join(digits)
