"""Conditions as people say them: `x is not in y`, `x not == y`, `x is greater than y`, `a and if b`."""

from collections.abc import Iterator
from dataclasses import replace

from ai_engine.analysis.syntax.place import Place
from ai_engine.analysis.syntax.repair import Edit, Repair, insertion, replacement

# Operators put together of words and signs that Python doesn't put together, the longest first.
_JOINED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("is", "not", "in"), "not in"),
    (("is", "not", "=="), "!="),
    (("is", "not", "="), "!="),
    (("is", "not", "!="), "!="),
    (("is", "not", ">"), "<="),
    (("is", "not", "<"), ">="),
    (("not", "=", "="), "!="),
    (("not", "is"), "is not"),
    (("is", "in"), "in"),
    (("in", "not"), "not in"),
    (("is", "=="), "=="),
    (("is", "="), "=="),
    (("is", "!="), "!="),
    (("is", ">"), ">"),
    (("is", "<"), "<"),
    (("is", ">="), ">="),
    (("is", "<="), "<="),
    (("not", "=="), "!="),
    (("not", "!="), "!="),
    (("not", "="), "!="),
    (("not", ">"), "<="),
    (("not", "<"), ">="),
    (("not", ">="), "<"),
    (("not", "<="), ">"),
    (("==", "not"), "!="),
    (("==", "in"), "in"),
    (("==", "is"), "=="),
)

# What people say for an operator, behind an optional `is` and before an optional `than`, `to` or `by`.
_SAID = {
    "equal": "==", "equals": "==", "same": "==",
    "greater": ">", "bigger": ">", "larger": ">", "more": ">", "higher": ">", "above": ">",
    "less": "<", "smaller": "<", "lower": "<", "fewer": "<", "below": "<", "under": "<",
    "plus": "+", "minus": "-", "times": "*", "multiplied": "*", "divided": "/", "mod": "%", "modulo": "%", "div": "//",
    "x": "*", "X": "*", "xor": "^",
}  # fmt: skip
_OPPOSITES = {"==": "!=", ">": "<=", "<": ">="}
_TAILS = frozenset(["than", "then", "to", "by", "as", "or", "equal"])


def candidates(place: Place) -> Iterator[Repair]:
    """Repairs of conditions near the parser's place."""
    yield from _joined(place)
    yield from _said(place)
    yield from _not_between(place)
    yield from _repeated(place)


def _joined(place: Place) -> Iterator[Repair]:
    tokens = place.tokens
    for index in place.near:
        if index == 0 or not place.ends_value(index - 1):
            continue
        for texts, right in _JOINED:
            last = index + len(texts) - 1
            if last + 1 >= len(tokens) or any(
                tokens[index + i].text != text for i, text in enumerate(texts)
            ):  # something to compare with must follow
                continue
            edit = Edit(tokens[index].start, tokens[last].end, right)
            shown = " ".join(texts)
            yield place.repair("foreign-operator", 0.25, index, last, edit, symbol=shown, python=right, certain=True)
            break


def _said(place: Place) -> Iterator[Repair]:
    found = list(_each_said(place))
    yield from found
    if len(found) > 1:
        first = found[0]
        edits = tuple(edit for repair in found for edit in repair.edits)
        yield replace(first, edits=edits, rank=first.rank - 0.01)


def _each_said(place: Place) -> Iterator[Repair]:
    tokens = place.tokens
    for index in place.near:
        sign = _SAID.get(tokens[index].text)
        if sign is None or tokens[index].kind != "name" or index == 0:
            continue
        first, negated = index, False
        if tokens[first - 1].text == "the" and first > 1:
            first -= 1
        if tokens[first - 1].text == "not":
            first, negated = first - 1, True
        if first and tokens[first - 1].text == "is":
            first -= 1
        last = index
        while last + 1 < len(tokens) and tokens[last + 1].text in _TAILS and last - index < 4:
            last += 1
        if first == 0 or last + 1 >= len(tokens) or not place.ends_value(first - 1) or not _starts(place, last + 1):
            continue
        right = _OPPOSITES.get(sign, sign) if negated else sign
        if sign in ("<", ">") and "equal" in [token.text for token in tokens[index + 1 : last + 1]]:
            right = sign + "="
        edit = Edit(tokens[first].start, tokens[last].end, f" {right} ")
        yield place.repair("word-for-operator", 0.33, first, last, edit, python=right)


def _starts(place: Place, index: int) -> bool:
    return place.starts_value(index) or place.tokens[index].text in ("(", "[", "-")


def _not_between(place: Place) -> Iterator[Repair]:
    """`if person not None`."""
    tokens = place.tokens
    for index in place.near:
        if index == 0 or tokens[index].text != "not" or index + 1 >= len(tokens) or not place.ends_value(index - 1):
            continue
        if place.starts_value(index + 1):
            edit = insertion(tokens[index].start, "is ")
            yield place.repair("not-between-values", 0.3, index - 1, index + 1, edit, certain=True)


def _repeated(place: Place) -> Iterator[Repair]:
    """`if a and if b:`."""
    tokens = place.tokens
    for index in place.near:
        if index and tokens[index].text in ("if", "elif", "while") and tokens[index - 1].text in ("and", "or", "if"):
            edit = replacement(tokens[index], "")
            joint = tokens[index - 1].text
            yield place.repair("keyword-in-condition", 0.35, index, index, edit, joint=joint, certain=True)
