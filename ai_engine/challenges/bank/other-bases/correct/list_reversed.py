def to_base(number, base):
    sign = ""
    if number < 0:
        sign = "-"
        number = -number
    digits = []
    while True:
        number, remainder = divmod(number, base)
        if remainder < 10:
            digits.append(str(remainder))
        else:
            digits.append(chr(ord("a") + remainder - 10))
        if number == 0:
            break
    digits.reverse()
    return sign + "".join(digits)
