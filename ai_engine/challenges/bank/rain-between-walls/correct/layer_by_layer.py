def trapped_water(heights):
    water = 0
    for level in range(1, max(heights, default=0) + 1):
        places = []
        for i in range(len(heights)):
            if heights[i] >= level:
                places.append(i)
        width = places[-1] - places[0] + 1
        water += width - len(places)
    return water
