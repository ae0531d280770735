class Editor:
    def __init__(self):
        self.versions = [""]

    @property
    def text(self):
        return self.versions[-1]

    def type(self, letters):
        self.versions.append(self.text + letters)

    def delete(self, count):
        shorter = self.text
        for _ in range(count):
            shorter = shorter[:-1]
        self.versions.append(shorter)

    def undo(self):
        if len(self.versions) > 1:
            self.versions.pop()


def edit(commands):
    editor = Editor()
    for name, *arguments in commands:
        getattr(editor, name)(*arguments)
    return editor.text
