def as_decimal(number, divisor):
    result = str(number // divisor)
    remainder = number % divisor
    if remainder == 0:
        return result
    digits = ""
    seen = {}
    while remainder != 0 and remainder not in seen:
        seen[remainder] = len(digits)
        remainder *= 10
        digits += str(remainder // divisor)
        remainder %= divisor
    if remainder == 0:
        return result + "." + digits
    start = seen[remainder]
    return result + "." + digits[:start] + "(" + digits[start:] + ")"
