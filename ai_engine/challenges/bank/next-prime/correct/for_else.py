def next_prime(number):
    if number < 2:
        return 2
    candidate = number + 1
    while True:
        for divisor in range(2, candidate):
            if candidate % divisor == 0:
                break
        else:
            return candidate
        candidate += 1
