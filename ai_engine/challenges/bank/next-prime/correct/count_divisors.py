def next_prime(number):
    found = False
    while not found:
        number += 1
        divisors = 0
        for i in range(1, number + 1):
            if number % i == 0:
                divisors += 1
        found = divisors == 2
    return number
