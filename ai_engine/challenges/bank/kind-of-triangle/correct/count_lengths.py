def triangle_kind(a, b, c):
    longest = max(a, b, c)
    if min(a, b, c) <= 0 or longest >= a + b + c - longest:
        return "impossible"
    different = len({a, b, c})
    if different == 1:
        return "equilateral"
    elif different == 2:
        return "isosceles"
    else:
        return "scalene"
