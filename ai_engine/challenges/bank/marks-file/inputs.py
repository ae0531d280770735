def generate(random):
    name = random.choice(["spring.csv", "autumn.csv", "winter.csv", "winter.csv", "empty.csv"])
    subjects = ["maths", "art", "music", "history", "mathsclub", "sport", "latin", "drama"]
    return (name, random.choice(subjects))


def valid(file_name, subject):
    return file_name in ["spring.csv", "autumn.csv", "winter.csv", "empty.csv"] and subject not in ["subject", ""]
