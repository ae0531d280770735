def next_prime(number):
    number += 1
    while number < 2 or not all(number % divisor for divisor in range(2, number)):
        number += 1
    return number
