def greet(name, word="Hello", times=1):
    text = word + ", " + name
    if times == 0:
        return text + "."
    for _ in range(times):
        text += "!"
    return text
