def wrong_bracket(text):
    expected = ""
    for i in range(len(text)):
        if text[i] == "(":
            expected = ")" + expected
        elif text[i] == "[":
            expected = "]" + expected
        elif text[i] == "{":
            expected = "}" + expected
        elif text[i] in ")]}":
            if expected == "" or expected[0] != text[i]:
                return i
            expected = expected[1:]
    if expected == "":
        return -1
    return len(text)
