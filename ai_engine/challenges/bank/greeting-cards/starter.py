def greet(name):
    # your code here
    pass
