def in_both(chess, music):
    names = list(set(chess).intersection(music))
    names.sort()
    return names
