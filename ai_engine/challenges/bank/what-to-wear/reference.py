def what_to_wear(temperature, raining, windy):
    if temperature < 10:
        return "warm coat"
    if raining:
        return "raincoat"
    if temperature < 18 or windy:
        return "jumper"
    return "T-shirt"
