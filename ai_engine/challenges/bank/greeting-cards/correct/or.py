def greet(name, word="Hello", times=1):
    return word + ", " + name + ("!" * times or ".")
