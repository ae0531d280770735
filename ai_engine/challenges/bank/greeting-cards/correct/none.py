def greet(name, word=None, times=None):
    if word is None:
        word = "Hello"
    if times is None:
        times = 1
    if times > 0:
        return word + ", " + name + times * "!"
    return word + ", " + name + "."
