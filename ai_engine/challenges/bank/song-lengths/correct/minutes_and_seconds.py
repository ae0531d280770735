class Length:
    def __init__(self, text):
        parts = text.split(":")
        self.minutes = int(parts[0])
        self.seconds = int(parts[1])

    def __str__(self):
        seconds = str(self.seconds)
        if self.seconds < 10:
            seconds = "0" + seconds
        return str(self.minutes) + ":" + seconds

    def __add__(self, other):
        minutes = self.minutes + other.minutes
        seconds = self.seconds + other.seconds
        if seconds >= 60:
            minutes += 1
            seconds -= 60
        return Length(f"{minutes}:{seconds}")

    def __lt__(self, other):
        if self.minutes == other.minutes:
            return self.seconds < other.seconds
        return self.minutes < other.minutes


def album(texts):
    songs = [Length(text) for text in texts]
    total = songs[0]
    for song in songs[1:]:
        total = total + song
    return [str(total), str(max(songs))]
