def triangle_kind(a, b, c):
    if a > 0 and b > 0 and c > 0 and a < b + c and b < a + c and c < a + b:
        if a == b == c:
            kind = "equilateral"
        elif a != b and b != c and a != c:
            kind = "scalene"
        else:
            kind = "isosceles"
    else:
        kind = "impossible"
    return kind
