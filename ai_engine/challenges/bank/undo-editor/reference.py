class Editor:
    def __init__(self):
        self.text = ""
        self.history = []

    def type(self, letters):
        self.history.append(self.text)
        self.text += letters

    def delete(self, count):
        self.history.append(self.text)
        kept = max(0, len(self.text) - count)
        self.text = self.text[:kept]

    def undo(self):
        if self.history:
            self.text = self.history.pop()


def edit(commands):
    editor = Editor()
    for command in commands:
        if command[0] == "type":
            editor.type(command[1])
        elif command[0] == "delete":
            editor.delete(command[1])
        else:
            editor.undo()
    return editor.text
