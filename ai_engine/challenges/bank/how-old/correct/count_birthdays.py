def age_on(born, day):
    year, month, number = [int(part) for part in born.split("-")]
    age = 0
    while f"{year + 1:04d}-{month:02d}-{number:02d}" <= day:
        year += 1
        age += 1
    return age
