def generate(random):
    numbers = sorted(random.randint(-2, 12) for _ in range(random.randint(0, 6)))
    if len(numbers) > 1 and random.random() < 0.5:
        i, j = random.sample(range(len(numbers)), 2)
        numbers[i], numbers[j] = numbers[j], numbers[i]
    return (numbers,)
