class Editor:
    def __init__(self):
        self.text = ""
        self.done = []

    def type(self, letters):
        self.text = self.text + letters
        self.done.append(["typed", letters])

    def delete(self, count):
        start = len(self.text) - count
        if start < 0:
            start = 0
        self.done.append(["deleted", self.text[start:]])
        self.text = self.text[:start]

    def undo(self):
        if len(self.done) == 0:
            return
        what, letters = self.done.pop()
        if what == "typed":
            self.text = self.text[: len(self.text) - len(letters)]
        else:
            self.text = self.text + letters


def edit(commands):
    editor = Editor()
    for command in commands:
        if command[0] == "undo":
            editor.undo()
        elif command[0] == "delete":
            editor.delete(command[1])
        else:
            editor.type(command[1])
    return editor.text
