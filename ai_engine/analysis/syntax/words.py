"""Keywords: misspelt, in capitals, used as names, in the wrong place; imports."""

import keyword
from collections import Counter
from collections.abc import Iterator

from ai_engine.analysis.syntax.place import HEADERS, Place
from ai_engine.analysis.syntax.repair import Edit, Repair, insertion, replacement

_SOFT = ("print", "match", "case")
_KNOWN = tuple(word for word in keyword.kwlist if len(word) > 1)
_MOST_WORDS = 14


def candidates(place: Place) -> Iterator[Repair]:
    """Repairs of words near the parser's place."""
    yield from _misspelt(place)
    yield from _as_name(place)
    yield from _imports(place)
    yield from _global(place)


def _misspelt(place: Place) -> Iterator[Repair]:
    """A name that is nearly a keyword, where the keyword makes sense."""
    tokens = place.tokens
    counts = Counter(token.text for token in place.view.tokens if token.kind == "name")
    tried = 0
    for index in place.near:
        token = tokens[index]
        if token.kind != "name" or token.is_keyword or (index and tokens[index - 1].text == "."):
            continue
        for word, distance in _similar(token.text):
            cause = "keyword-in-capitals" if word == token.text.lower() else "misspelt-keyword"
            # A word that the program uses elsewhere too is rather a name of its own.
            rank = (0.3 if index == 0 else 0.6) + 0.1 * distance + (0.8 if counts[token.text] > 1 and distance else 0.0)
            edits = [replacement(token, word)]
            yield place.repair(cause, rank, index, index, *edits, symbol=token.text, word=word)
            if index == 0 and word in HEADERS and tokens[-1].text != ":":
                yield place.repair(
                    cause,
                    rank + 0.4,
                    index,
                    index,
                    *edits,
                    insertion(tokens[-1].end, ":"),
                    symbol=token.text,
                    word=word,
                )
            tried += 1
        # Two words run together: `elseif x`, `notx`, `returnx`.
        for word in ("return", "import", "while", "not", "if", "for", "def", "class", "print", "else", "elif"):
            rest = token.text[len(word) :]
            if index == 0 and token.text.startswith(word) and rest.isidentifier() and word != "print":
                edit = Edit(token.start, token.end, f"{word} {rest}")
                yield place.repair("missing-space", 0.9, index, index, edit, symbol=token.text, word=word)
        if tried >= _MOST_WORDS:
            return


def _similar(text: str) -> list[tuple[str, int]]:
    """Keywords at one or two typing slips from a word."""
    if text in keyword.kwlist or text in _SOFT or len(text) < 2:
        return []
    lowered = text.lower()
    if lowered in keyword.kwlist or text.capitalize() in ("None", "True", "False"):
        return [(lowered if lowered in keyword.kwlist else text.capitalize(), 0)]
    special = {"elseif": "elif", "elsif": "elif", "elsf": "elif", "fro": "for", "form": "from", "retrun": "return"}
    if lowered in special:
        return [(special[lowered], 0)]
    allowed = 1 if len(text) <= 4 else 2
    found = [(word, slips(lowered, word, allowed)) for word in _KNOWN if abs(len(word) - len(text)) <= allowed]
    return sorted(((word, n) for word, n in found if n <= allowed and len(word) > n + 0), key=lambda pair: pair[1])[:3]


def slips(first: str, second: str, most: int) -> int:
    """Typing slips between two words: a letter more, less, other, or two swapped; `most` + 1 if more."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            cost = min(above[column] + 1, current[-1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, above = above, current
    return min(above[-1], most + 1)


def _as_name(place: Place) -> Iterator[Repair]:
    """A reserved word where only a name can stand."""
    tokens = place.tokens
    for index in place.near:
        token = tokens[index]
        if not token.is_keyword:
            continue
        before = tokens[index - 1].text if index else ""
        after = tokens[index + 1].text if index + 1 < len(tokens) else ""
        strong = (
            (index == 0 and after in ("=", "+=", "-=", "*=", "/=", ".", "["))
            or before in (".", "def", "class", "as", "import", "global")
            or (before in ("(", ",", "for") and after in (",", ")", "=", "in", ":"))
            or (index > 0 and after == "=" and place.depths[index] > 0)
        )
        if token.text in ("None", "True", "False"):
            if after == "=" or before in ("def", "class", "for", "as"):
                edit = replacement(token, token.text + "_")
                yield place.repair("assign-to-constant", 0.3, index, index, edit)
            continue
        if token.text in ("not", "lambda", "await") and not strong:
            continue
        edits = [replacement(token, token.text + "_")]
        yield place.repair("keyword-as-name", 0.3 if strong else 1.0, index, index, *edits)
        # The same word may be used so more than once on the line.
        others = [i for i in place.near if i != index and tokens[i].text == token.text]
        if others:
            edits = [replacement(tokens[i], token.text + "_") for i in (index, *others)]
            yield place.repair("keyword-as-name", 0.35 if strong else 1.1, index, index, *edits)


def _imports(place: Place) -> Iterator[Repair]:
    tokens = place.tokens
    texts = [token.text for token in tokens]
    last = len(tokens) - 1
    if texts[0] == "import" and "from" in texts:
        index = texts.index("from")
        wanted = place.view.text[tokens[1].start : tokens[index - 1].end] if index > 1 else "_"
        module = place.view.text[tokens[index + 1].start : tokens[last].end] if index < last else "_"
        edit = Edit(tokens[0].start, tokens[last].end, f"from {module} import {wanted}")
        yield place.repair("import-before-from", 0.2, 0, last, edit, symbol="import", certain=True)
    if texts[0] == "from" and texts[-1] == "import":
        yield place.repair("import-of-nothing", 0.2, 0, last, insertion(tokens[last].end, " *"), symbol="import")
        yield place.repair("import-of-nothing", 0.21, 0, last, insertion(tokens[last].end, " _"), symbol="import")
    if texts[0] == "from" and "import" not in texts and len(tokens) > 1:
        for rank, extra in ((0.4, " import _"),):
            yield place.repair("from-without-import", rank, 0, last, insertion(tokens[last].end, extra), symbol="from")
        if len(tokens) > 2:
            edit = insertion(tokens[2].start, "import ")
            if len(tokens) > 3 and tokens[2].kind == "name" == tokens[3].kind:
                edit = replacement(tokens[2], "import")
            yield place.repair("from-without-import", 0.35, 0, last, edit, symbol="from")
    if texts == ["import"]:
        yield place.repair("import-of-nothing", 0.3, 0, 0, insertion(tokens[0].end, " _"), symbol="import")
    if texts[0] in ("import", "from"):
        for index in range(1, min(len(tokens), 30)):
            token = tokens[index]
            if token.kind == "string":
                edit = replacement(token, "_")
                yield place.repair("import-of-text", 0.3, index, index, edit)
            elif token.text == "-":
                yield place.repair(
                    "import-name-with-dash", 0.5, max(1, index - 1), min(last, index + 1), replacement(token, "_")
                )
            elif token.text == "(" and texts[0] == "import":
                edit = Edit(token.start, tokens[last].end, "")
                yield place.repair("import-with-parentheses", 0.4, index, last, edit)
            elif token.text == "(" and index + 1 <= last and tokens[index + 1].text == ")":
                edit = Edit(token.start, tokens[index + 1].end, "")
                yield place.repair("import-with-parentheses", 0.4, index, index + 1, edit)
        if texts[-1] == ",":
            yield place.repair("trailing-comma-in-import", 0.3, last, last, replacement(tokens[last], ""))


def _global(place: Place) -> Iterator[Repair]:
    tokens = place.tokens
    if tokens[0].text in ("global", "nonlocal") and len(tokens) > 2:
        for index in range(2, len(tokens)):
            if tokens[index].text == "=":
                edit = Edit(tokens[index].start, tokens[-1].end, "")
                yield place.repair("global-with-assignment", 0.3, 0, len(tokens) - 1, edit, symbol=tokens[0].text)
                return
