def to_base(number, base):
    result = ""
    if number < 0:
        result = "-"
        number = -number
    power = 1
    while power * base <= number:
        power *= base
    while power >= 1:
        result += "0123456789abcdef"[number // power]
        number %= power
        power //= base
    return result
