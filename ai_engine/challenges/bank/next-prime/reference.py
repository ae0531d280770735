def is_prime(number):
    if number < 2:
        return False
    for divisor in range(2, number):
        if number % divisor == 0:
            return False
    return True


def next_prime(number):
    candidate = number + 1
    while not is_prime(candidate):
        candidate += 1
    return candidate
