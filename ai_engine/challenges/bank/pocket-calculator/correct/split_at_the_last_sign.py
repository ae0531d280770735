def calculate(text):
    text = text.replace(" ", "")
    for signs in ["+-", "*"]:
        depth = 0
        for i in range(len(text) - 1, -1, -1):
            if text[i] == ")":
                depth += 1
            elif text[i] == "(":
                depth -= 1
            elif depth == 0 and text[i] in signs:
                left = calculate(text[:i])
                right = calculate(text[i + 1 :])
                if text[i] == "+":
                    return left + right
                if text[i] == "-":
                    return left - right
                return left * right
    if text[0] == "(":
        return calculate(text[1:-1])
    return int(text)
