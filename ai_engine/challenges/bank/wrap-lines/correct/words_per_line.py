def wrap_lines(text, width):
    words = text.split()
    lines = []
    start = 0
    while start < len(words):
        end = start + 1
        while end < len(words) and len(" ".join(words[start : end + 1])) <= width:
            end += 1
        lines.append(" ".join(words[start:end]))
        start = end
    return lines
