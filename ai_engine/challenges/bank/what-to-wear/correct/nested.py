def what_to_wear(temperature, raining, windy):
    if temperature >= 10:
        if raining:
            return "raincoat"
        else:
            if temperature >= 18 and not windy:
                return "T-shirt"
            else:
                return "jumper"
    else:
        return "warm coat"
