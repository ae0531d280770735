def wrap_lines(text, width):
    lines = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < width:
            lines[-1] = lines[-1] + " " + word
        else:
            lines.append(word)
    return lines
