def age_on(born, day):
    age = int(day[:4]) - int(born[:4])
    if day[5:] < born[5:]:
        age -= 1
    return age
