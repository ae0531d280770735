def triangle_kind(a, b, c):
    if a + b <= c or a + c <= b or b + c <= a:
        return "impossible"
    if a == b and b == c:
        return "equilateral"
    if a == b or a == c or b == c:
        return "isosceles"
    return "scalene"
