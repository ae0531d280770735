def setting(file_name, key):
    # your code here
    pass
