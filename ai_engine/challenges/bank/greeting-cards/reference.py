def greet(name, word="Hello", times=1):
    ending = "!" * times
    if times == 0:
        ending = "."
    return f"{word}, {name}{ending}"
