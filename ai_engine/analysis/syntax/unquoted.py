"""Words that aren't code: a text without its quotation marks, a comment without its #."""

from collections.abc import Iterator

from ai_engine.analysis.syntax.known import Names
from ai_engine.analysis.syntax.place import Place
from ai_engine.analysis.syntax.repair import Edit, Repair


def candidates(place: Place) -> Iterator[Repair]:
    """Repairs of words near the parser's place."""
    yield from _prose(place)
    yield from _unquoted(place)
    yield from _exclaimed(place)


def _prose(place: Place) -> Iterator[Repair]:
    """A line that reads like a sentence: a comment without its #."""
    tokens = place.tokens
    if place.is_header and tokens[-1].text == ":":
        return
    texts = [token.text for token in tokens if token.kind == "name"]
    only_words = all(token.kind == "name" or token.text in (",", ".", ":", "!", "?", "'") for token in tokens)
    if only_words and place.gaps and len(texts) >= 4 and not tokens[0].is_keyword:
        edit = Edit(tokens[0].start, tokens[-1].end, "pass")
        yield place.repair("comment-without-hash", 0.42, 0, len(tokens) - 1, edit, symbol=tokens[0].text)
        return
    words = [token for token in tokens if token.kind == "name" and not token.is_keyword]
    symbols = [token for token in tokens if token.kind in ("op", "string") and token.text not in ",.:"]
    # At least three plain words side by side, and nothing of a program.
    if len(place.gaps) >= 2 and len(words) >= 3 and not symbols and tokens[0].text not in ("import", "from", "print"):
        edit = Edit(tokens[0].start, tokens[-1].end, "pass")
        yield place.repair("comment-without-hash", 0.4, 0, len(tokens) - 1, edit, symbol=tokens[0].text)


def _unquoted(place: Place) -> Iterator[Repair]:
    """Words that were meant as a text: in brackets, or behind an equals sign."""
    tokens = place.tokens
    words = [index for index in place.near if index and tokens[index].kind == "name" == tokens[index - 1].kind]
    words = [index for index in words if tokens[index - 1].end < tokens[index].start]
    if not words:
        return
    names = Names(place)
    seen: set[tuple[int, int]] = set()
    for index in sorted(words, key=lambda one: abs(one - place.error_index))[:4]:
        depth = place.depths[index]
        if not depth and "=" not in [token.text for token in tokens[:index]]:
            continue
        first, last = _region(place, index)
        for start, end in _segments(place, first, last, index):
            if (start, end) in seen:
                continue
            seen.add((start, end))
            text = place.view.text[tokens[start].start : tokens[end].end]
            if any(mark in text for mark in '"\n') or len(text) > 200 or start == end:
                continue
            inner = tokens[start : end + 1]
            unknown = sum(token.kind == "name" and not names.knows(token) for token in inner)
            plain = not any(sign in text for sign in "()[]=*/<>+")
            if not unknown or any(token.text in ("lambda", "else", "yield", "new") for token in inner):
                continue
            # `print(Sum is, total)`: a word such as `is` that nothing follows belongs to a text.
            trails = inner[-1].is_keyword and not place.ends_value(end)
            rank = 0.35 if plain and (unknown >= 2 or trails) else 0.85
            rank += 0.001 * (end - start)
            edit = Edit(tokens[start].start, tokens[end].end, f'"{text}"')
            yield place.repair("text-without-quotes", rank, start, end, edit)


def _exclaimed(place: Place) -> Iterator[Repair]:
    """`print(Done!)`, `print(Total:, x)`: a word with a mark of a sentence behind it."""
    tokens = place.tokens
    for index in range(2, len(tokens) - 1):
        if tokens[index].text not in ("!", "?", ":", ".") or tokens[index + 1].text not in (",", ")"):
            continue
        first = index - 1
        while first > 1 and tokens[first].kind == "name" == tokens[first - 1].kind:
            first -= 1
        if tokens[first].kind == "name" and tokens[first - 1].text in ("(", ",") and place.enclosers[index] == "(":
            text = place.view.text[tokens[first].start : tokens[index].end]
            edit = Edit(tokens[first].start, tokens[index].end, f'"{text}"')
            yield place.repair("text-without-quotes", 0.28, first, index, edit)


def _region(place: Place, index: int) -> tuple[int, int]:
    """The tokens between the bracket, the equals sign or the text before a token, and the bracket or text behind it."""
    tokens, depth = place.tokens, place.depths[index]
    first = index
    while first > 0 and place.depths[first - 1] >= depth and tokens[first - 1].kind != "string":
        if tokens[first - 1].text in ("=", "==", "+") or (not depth and place.depths[first - 1] > depth):
            break
        first -= 1
    last = index
    while last + 1 < len(tokens) and place.depths[last + 1] >= depth and tokens[last + 1].kind != "string":
        if not depth and tokens[last + 1].text == ":":
            break
        last += 1
    while first < last and tokens[first].text == ",":
        first += 1
    return first, last


def _segments(place: Place, first: int, last: int, index: int) -> Iterator[tuple[int, int]]:
    """The part between commas around a token, the parts from the first on up to it, and the whole."""
    tokens, depth = place.tokens, place.depths[index]
    commas = [i for i in range(first, last + 1) if tokens[i].text == "," and place.depths[i] == depth]
    starts = [first, *(comma + 1 for comma in commas)]
    ends = [*(comma - 1 for comma in commas), last]
    for start, end in zip(starts, ends, strict=True):
        if start <= index <= end:
            yield start, end
    for end in ends:
        if end >= index:
            yield first, end
