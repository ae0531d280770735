def to_base(number, base):
    digits = "0123456789abcdef"
    if number == 0:
        return "0"
    rest = abs(number)
    result = ""
    while rest > 0:
        result = digits[rest % base] + result
        rest //= base
    if number < 0:
        result = "-" + result
    return result
