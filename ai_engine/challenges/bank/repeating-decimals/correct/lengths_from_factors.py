def as_decimal(number, divisor):
    whole = number // divisor
    rest = number % divisor
    if rest == 0:
        return str(whole)
    before = 0
    while True:
        length = 0
        scaled = rest * 10**before % divisor
        if scaled == 0:
            break
        current = scaled
        for step in range(1, divisor + 1):
            current = current * 10 % divisor
            if current == scaled:
                length = step
                break
        if length:
            break
        before += 1
    digits = str(rest * 10 ** (before + length) // divisor).zfill(before + length)
    if length == 0:
        return f"{whole}.{digits}"
    return f"{whole}.{digits[:before]}({digits[before:]})"
