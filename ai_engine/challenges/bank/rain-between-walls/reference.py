def trapped_water(heights):
    highest_left = []
    highest = 0
    for height in heights:
        highest = max(highest, height)
        highest_left.append(highest)
    water = 0
    highest = 0
    for place in range(len(heights) - 1, -1, -1):
        highest = max(highest, heights[place])
        water += min(highest_left[place], highest) - heights[place]
    return water
