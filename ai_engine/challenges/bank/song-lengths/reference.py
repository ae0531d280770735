class Length:
    def __init__(self, text):
        minutes, seconds = text.split(":")
        self.seconds = 60 * int(minutes) + int(seconds)

    def __str__(self):
        return f"{self.seconds // 60}:{self.seconds % 60:02d}"

    def __add__(self, other):
        total = Length("0:00")
        total.seconds = self.seconds + other.seconds
        return total

    def __lt__(self, other):
        return self.seconds < other.seconds


def album(texts):
    total = Length("0:00")
    longest = total
    for text in texts:
        length = Length(text)
        total = total + length
        if longest < length:
            longest = length
    return [str(total), str(longest)]
