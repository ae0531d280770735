def to_base(number, base):
    if number < 0:
        return "-" + to_base(-number, base)
    last = "0123456789abcdef"[number % base]
    if number < base:
        return last
    return to_base(number // base, base) + last
