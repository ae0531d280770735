"""Function and class definitions, parameters and calls."""

import re
from collections.abc import Iterator

from ai_engine.analysis.syntax.lexer import CLOSING
from ai_engine.analysis.syntax.place import Place
from ai_engine.analysis.syntax.repair import Edit, Repair, insertion, replacement

_TYPES = frozenset({
    "int", "float", "double", "str", "string", "String", "bool", "boolean", "char", "void", "long", "list", "dict",
    "var", "let", "const", "auto"
})  # fmt: skip


def candidates(place: Place) -> Iterator[Repair]:
    """Repairs of `def` and `class` lines."""
    tokens = place.tokens
    texts = [token.text for token in tokens]
    offset = 1 if texts[0] == "async" else 0
    if texts[offset : offset + 1] not in (["def"], ["class"]):
        return
    kind = texts[offset]
    name = offset + 1
    if name >= len(tokens):
        edit = insertion(tokens[offset].end, " _():")
        yield place.repair("missing-function-name", 0.5, 0, offset, edit, symbol=kind)
        return
    if texts[name] in ("(", ":"):
        edit = insertion(tokens[offset].end, " _" if texts[name] == "(" else " _()")
        yield place.repair("missing-function-name", 0.4, 0, name, edit, symbol=kind)
    yield from _name(place, kind, name)
    if kind == "def":
        yield from _parentheses(place, name)
        yield from _parameters(place, name)


def _name(place: Place, kind: str, name: int) -> Iterator[Repair]:
    """A name of several words, with a dash, or starting with a digit."""
    tokens = place.tokens
    opening = next((i for i in range(name, len(tokens)) if tokens[i].text in ("(", ":")), len(tokens))
    if opening - name < 2 or opening - name > 7:
        return
    part = place.view.text[tokens[name].start : tokens[opening - 1].end]
    joined = re.sub(r"\W+", "_", part)
    edit = Edit(tokens[name].start, tokens[opening - 1].end, "_" + joined if joined[0].isdigit() else joined)
    if tokens[name].kind == "number":
        cause = "name-starts-with-digit"
    elif tokens[name].text in _TYPES and opening - name == 2:
        cause = "type-before-name"
    elif "-" in part or "." in part:
        cause = "name-with-dash"
    else:
        cause = "name-with-space"
    if kind == "def" and opening < len(tokens) and tokens[opening].text == ":":
        yield place.repair(cause, 0.9, name, opening - 1, edit, insertion(tokens[opening].start, "()"))
    else:
        yield place.repair(cause, 0.5, name, opening - 1, edit)


def _parentheses(place: Place, name: int) -> Iterator[Repair]:
    tokens = place.tokens
    if name + 1 < len(tokens) and tokens[name + 1].text in ("[", "{"):
        end_index = _partner(place, name + 1)
        edits = [replacement(tokens[name + 1], "("), replacement(tokens[end_index], ")")]
        yield place.repair("def-without-parentheses", 0.3, name, end_index, *edits, symbol=tokens[name].text)
    elif name + 1 >= len(tokens) or tokens[name + 1].text != "(":
        symbol = tokens[name].text
        end = tokens[name].end
        last = len(tokens) - 1
        colon = tokens[last].text == ":"
        if name + 1 >= len(tokens) or (colon and name + 1 == last):
            edits = [insertion(end, "()" if colon else "():")]
            yield place.repair("def-without-parentheses", 0.15, 0, name, *edits, symbol=symbol)
        elif tokens[name + 1].kind == "name":
            gap = Edit(end, tokens[name + 1].start, "(")
            close = insertion(tokens[last - 1].end if colon else tokens[last].end, ")" if colon else "):")
            yield place.repair("def-without-parentheses", 0.3, 0, last, gap, close, symbol=symbol)


def _parameters(place: Place, name: int) -> Iterator[Repair]:
    """Literals, types or brackets among the parameters."""
    tokens = place.tokens
    depth = 0
    for index in range(name + 1, min(len(tokens), 80)):
        token = tokens[index]
        before = tokens[index - 1].text
        if token.text in "([{" and token.kind == "op":
            depth += 1
            if depth == 2 and before in ("(", ","):
                close = _partner(place, index)
                edit = Edit(token.start, tokens[close].end, f"_{index}")
                yield place.repair("value-as-parameter", 0.8, index, close, edit)
        elif token.text in CLOSING:
            depth -= 1
            if not depth:
                break
        elif (depth == 1 and before in ("(", ",") and token.kind in ("number", "string")) or (
            depth == 1 and before in ("(", ",") and token.text in ("True", "False", "None")
        ):
            yield place.repair("value-as-parameter", 0.4, index, index, replacement(token, f"_{index}"))
        elif depth == 1 and before in ("(", ",") and token.kind == "name" and token.text in _TYPES:
            if index + 1 < len(tokens) and tokens[index + 1].kind == "name":
                edit = Edit(token.start, tokens[index + 1].start, "")
                yield place.repair("type-before-name", 0.3, index, index + 1, edit, symbol=token.text)
        elif depth == 1 and token.text == "." and tokens[index - 1].kind == "name" and index + 1 < len(tokens):
            edit = Edit(token.start, token.end, "_")
            yield place.repair("value-as-parameter", 0.6, index - 1, index + 1, edit)


def _partner(place: Place, index: int) -> int:
    depth = place.depths[index]
    for later in range(index + 1, len(place.tokens)):
        if place.depths[later] == depth and place.tokens[later].text in CLOSING:
            return later
    return index
