def in_both(chess, music):
    shared = set(chess) & set(music)
    return sorted(shared)
