def next_prime(number):
    candidate = max(2, number + 1)
    while True:
        divisor = 2
        while divisor * divisor <= candidate and candidate % divisor != 0:
            divisor += 1
        if divisor * divisor > candidate:
            return candidate
        candidate += 1
