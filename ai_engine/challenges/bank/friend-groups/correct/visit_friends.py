def group_sizes(pairs):
    friends = {}
    for a, b in pairs:
        friends.setdefault(a, set()).add(b)
        friends.setdefault(b, set()).add(a)
    seen = set()
    sizes = []
    for person in friends:
        if person in seen:
            continue
        size = 0
        waiting = [person]
        seen.add(person)
        while waiting:
            current = waiting.pop()
            size += 1
            for friend in friends[current]:
                if friend not in seen:
                    seen.add(friend)
                    waiting.append(friend)
        sizes.append(size)
    return sorted(sizes, reverse=True)
