"""Operators of other languages, in the wrong order, or torn apart."""

from collections.abc import Iterator

from ai_engine.analysis.syntax.place import Place
from ai_engine.analysis.syntax.repair import Edit, Repair, insertion, replacement

# Neighbours that together were meant as one operator: what to write, and the cause.
_PAIRS = {
    ("&", "&"): (" and ", "foreign-logical-operator"),
    ("|", "|"): (" or ", "foreign-logical-operator"),
    ("=", ">"): (">=", "reversed-operator"),
    ("=", "<"): ("<=", "reversed-operator"),
    ("=", "!"): ("!=", "reversed-operator"),
    ("==", "="): ("==", "foreign-operator"),
    ("!=", "="): ("!=", "foreign-operator"),
    ("!", "="): ("!=", "split-operator"),
    ("!", "=="): ("!=", "foreign-operator"),
    (">", "="): (">=", "split-operator"),
    ("<", "="): ("<=", "split-operator"),
    ("=", "="): ("==", "split-operator"),
    (">=", "="): (">=", "doubled-operator"),
    ("<=", "="): ("<=", "doubled-operator"),
    ("+", "="): ("+=", "split-operator"),
    ("-", "="): ("-=", "split-operator"),
    ("*", "="): ("*=", "split-operator"),
    ("/", "="): ("/=", "split-operator"),
    ("**", "="): ("**=", "split-operator"),
    ("//", "="): ("//=", "split-operator"),
    ("%", "="): ("%=", "split-operator"),
    ("<", ">"): ("!=", "old-not-equal"),
    ("=", ":"): ("=", "colon-with-equals"),
    (":", "="): ("=", "colon-with-equals"),
    ("=", "=>"): (">=", "doubled-operator"),
    ("*", "/"): ("*", "doubled-operator"),
    ("+", "*"): ("+", "doubled-operator"),
    ("*", "*="): ("*=", "doubled-operator"),
    ("/", "*"): ("/", "doubled-operator"),
    ("=", "*"): ("*=", "reversed-operator"),
    ("=", "/"): ("/=", "reversed-operator"),
    ("-", ">"): ("->", "split-operator"),
}
_BINARY = frozenset(
    ["+", "-", "*", "/", "//", "%", "**", "==", "!=", "<", ">", "<=", ">=", "and", "or", "in", "is", "&", "|", "^"]
)
_AUGMENTED = frozenset(["+=", "-=", "*=", "/=", "//=", "%=", "**="])
_BEFORE_AUGMENTED = _AUGMENTED | {"=", "==", "+", "-", "*", "/"}


def candidates(place: Place) -> Iterator[Repair]:
    """Repairs of operators near the parser's place."""
    yield from _arrow(place)
    yield from _pairs(place)
    yield from _increments(place)
    tokens = place.tokens
    for index in place.near:
        token = tokens[index]
        if token.text == "<>":
            yield place.repair("old-not-equal", 0.1, index, index, replacement(token, "!="), certain=True)
        elif token.text == "!" and index + 1 < len(tokens) and tokens[index + 1].text not in ("=", "=="):
            edit = replacement(token, "not ")
            yield place.repair("foreign-logical-operator", 0.3, index, index, edit, python="not", certain=True)
        elif token.text == ":=":
            yield place.repair("walrus-as-assignment", 0.5, index, index, replacement(token, "="))
        elif token.text == "=" and index and not (place.is_header and tokens[0].text in ("if", "elif", "while")):
            edit = replacement(token, "==")
            bracketed = place.depths[index] > 0 or tokens[0].text in ("return", "assert")
            yield place.repair("assignment-for-comparison", 0.9 if bracketed else 2.2, index, index, edit)


def _arrow(place: Place) -> Iterator[Repair]:
    """`double = x => x * 2`, `map((x) => x + 1, xs)`."""
    tokens = place.tokens
    for index in place.near:
        if index < 2 or index + 2 >= len(tokens) or place.is_header:
            continue
        first, second = tokens[index], tokens[index + 1]
        if (first.text, second.text) != ("=", ">") or first.end != second.start:
            continue
        start = index - 1
        if tokens[start].text == ")":
            start = max((i for i in range(start) if tokens[i].text == "("), default=0)
        assigned = [token.text for token in tokens[:start]].count("=") == 1
        if tokens[start - 1].text not in ("=", "(", ",") or tokens[0].text in ("print", "return"):
            continue
        # A name that the program knows is rather compared than a parameter.
        others = sum(token.text == tokens[start].text for token in place.view.tokens if token.start < first.start)
        rank = 0.2 if tokens[start].text == "(" or (assigned and others == 1) or start + 1 < index - 1 else 0.4
        if start == index - 1:
            edit = Edit(tokens[start].start, second.end, f"lambda {tokens[start].text}:")
        else:
            edit = Edit(tokens[start].start, second.end, "lambda _:")
        yield place.repair("arrow-function", rank, start, index + 1, edit, symbol="=>", certain=rank < 0.3)


def _pairs(place: Place) -> Iterator[Repair]:
    tokens = place.tokens
    for index in place.near:
        if index + 1 >= len(tokens):
            return
        first, second = tokens[index], tokens[index + 1]
        known = _PAIRS.get((first.text, second.text))
        if known is None and first.text in _BEFORE_AUGMENTED and second.text in _AUGMENTED:
            known = (second.text, "doubled-operator")
        if known is None:
            continue
        right, cause = known
        adjacent = first.end == second.start
        if cause == "reversed-operator" and not adjacent:
            continue
        if cause == "split-operator" and adjacent:
            cause = "foreign-operator"
        end = second
        if (
            (first.text, second.text) in (("=", "="), ("==", "="))
            and index + 2 < len(tokens)
            and tokens[index + 2].text == "="
        ):
            end = tokens[index + 2]
        edit = Edit(first.start, end.end, right)
        yield place.repair(
            cause,
            0.3 if adjacent else 0.35 if first.text == second.text == "=" else 0.6,
            index,
            index + 1,
            edit,
            python=right.strip(),
            certain=adjacent,
        )
        if cause == "foreign-logical-operator":
            # All of them on the line belong to one habit.
            edits = [
                Edit(tokens[i].start, tokens[i + 1].end, _PAIRS[tokens[i].text, tokens[i + 1].text][0])
                for i in range(index, min(len(tokens) - 1, index + 60))
                if (tokens[i].text, tokens[i + 1].text) in (("&", "&"), ("|", "|"))
                and tokens[i].end == tokens[i + 1].start
            ]
            yield place.repair(cause, 0.29, index, index + 1, *edits, python=right.strip(), certain=True)


def _increments(place: Place) -> Iterator[Repair]:
    tokens = place.tokens
    for index in place.near:
        if index == 0 or index + 1 >= len(tokens):
            continue
        first, second = tokens[index], tokens[index + 1]
        if first.text in ("+", "-") and second.text == first.text and first.end == second.start:
            at_end = index + 2 >= len(tokens) or tokens[index + 2].text in (";", ")", ":", ",")
            if at_end and place.ends_value(index - 1):
                edit = Edit(first.start, second.end, f" {first.text}= 1")
                symbol = place.view.text[tokens[index - 1].start : second.end]
                yield place.repair(
                    "increment-operator", 0.2, index - 1, index + 1, edit, symbol=symbol, sign=first.text, certain=True
                )
                edit = Edit(first.start, second.end, f" {first.text} 1")
                yield place.repair(
                    "increment-operator", 0.25, index - 1, index + 1, edit, symbol=symbol, sign=first.text
                )
    if len(tokens) > 2 and tokens[-1].text in ("+", "-") and tokens[-2].text == tokens[-1].text:
        edit = insertion(tokens[-1].end, " 1")
        symbol = place.view.text[tokens[0].start : tokens[-1].end]
        last = len(tokens) - 1
        yield place.repair("increment-operator", 0.2, 0, last, edit, symbol=symbol, sign=tokens[-1].text, certain=True)
