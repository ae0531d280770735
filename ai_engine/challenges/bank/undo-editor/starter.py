class Editor:
    # your code here
    pass


def edit(commands):
    # your code here
    pass
