class Length:
    # your code here
    pass


def album(texts):
    # your code here
    pass
