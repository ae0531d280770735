class Length:
    def __init__(self, text):
        self.parts = tuple(int(part) for part in text.split(":"))

    def __str__(self):
        return "{}:{:02}".format(*self.parts)

    def __add__(self, other):
        seconds = self.parts[1] + other.parts[1]
        minutes = self.parts[0] + other.parts[0] + seconds // 60
        return Length(f"{minutes}:{seconds % 60}")

    def __lt__(self, other):
        return self.parts < other.parts


def album(texts):
    songs = []
    for text in texts:
        songs.append(Length(text))
    songs.sort()
    return [str(sum(songs, Length("0:00"))), str(songs[-1])]
