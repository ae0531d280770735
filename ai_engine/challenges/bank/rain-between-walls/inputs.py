def generate(random):
    return ([random.randint(0, 5) for _ in range(random.randint(0, 9))],)


def valid(heights):
    return all(isinstance(height, int) and height >= 0 for height in heights)
