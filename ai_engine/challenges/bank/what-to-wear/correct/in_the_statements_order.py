def what_to_wear(temperature, raining, windy):
    if raining and temperature >= 10:
        clothes = "raincoat"
    elif temperature < 10:
        clothes = "warm coat"
    elif temperature < 18 or windy:
        clothes = "jumper"
    else:
        clothes = "T-shirt"
    return clothes
