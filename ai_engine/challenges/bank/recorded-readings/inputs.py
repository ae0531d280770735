def generate(random):
    return (
        [
            random.choice(["on", "off", random.randint(-5, 9), random.randint(1, 9)])
            for _ in range(random.randint(0, 9))
        ],
    )


def valid(events):
    return all(event in ("on", "off") or isinstance(event, int) for event in events)
