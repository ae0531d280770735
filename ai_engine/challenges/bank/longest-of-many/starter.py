def longest_of():
    # your code here: which parameter takes any number of arguments?
    pass
