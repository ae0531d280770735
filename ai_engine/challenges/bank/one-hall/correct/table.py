def most_talks(talks):
    order = sorted(talks)
    chains = []
    for i in range(len(order)):
        longest = 1
        for j in range(i):
            if order[j][1] <= order[i][0] and chains[j] + 1 > longest:
                longest = chains[j] + 1
        chains.append(longest)
    return max(chains, default=0)
