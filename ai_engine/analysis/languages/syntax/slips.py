"""Small slips near the place where the parser trips: a sign too few, a sign too many, a misspelt word."""

import itertools
from collections.abc import Iterator

from ai_engine.analysis.languages.grammar import Grammar
from ai_engine.analysis.languages.syntax.fault import Fault, Repair
from ai_engine.analysis.languages.syntax.lexer import Token, Tokens

_VALUE_KINDS = frozenset({"name", "number", "string", "char"})
_BINARY = frozenset({
    "=", "+", "-", "*", "/", "%", "==", "!=", "===", "!==", "<", ">", "<=", ">=", "&&", "||", "+=", "-=", "*=",
    "/=", ":=", "<<", ",",
})  # fmt: skip
_WITH_CONDITION = frozenset({"if", "while", "switch", "for", "catch"})
_MOST_LINES = 60
_NEAR = 6  # tokens before the error that are looked at


def candidates(tokens: Tokens, grammar: Grammar, start: int, end: int) -> Iterator[Repair]:
    """Repairs around an error that covers the offsets from `start` to `end`."""
    code = tokens.code
    if not code:
        return
    first = tokens.index_at(start)
    last = min(tokens.index_at(max(start, end - 1)), first + 14)
    for line in lines_of(tokens, start, end):
        yield from _conditions(tokens, grammar, line)
        yield from _for_heading(tokens, line)
        yield from _else(tokens, grammar, line)
        yield from _case(tokens, line)
    low, high = max(0, first - _NEAR), min(len(code), last + 4)
    yield from _around(tokens, grammar, first, low, high)
    yield from _before_else(tokens, first)


def lines_of(tokens: Tokens, start: int, end: int) -> range:
    """The lines of an error, with the one before it."""
    code = tokens.code
    if not code:
        return range(0)
    first = tokens.index_at(start)
    last = code[min(tokens.index_at(max(start, end - 1)), len(code) - 1)].line
    before = code[min(max(first - 1, 0), len(code) - 1)].line
    start_line = max(1, before - 2)  # a label without its colon is noticed a statement later
    return range(start_line, min(last, start_line + _MOST_LINES) + 1)


def near(tokens: Tokens, grammar: Grammar, place: int) -> Iterator[Repair]:
    """Repairs of the few tokens around a place."""
    first = tokens.index_at(place)
    yield from _around(tokens, grammar, first, max(0, first - 3), min(len(tokens.code), first + 3))


def _around(tokens: Tokens, grammar: Grammar, first: int, low: int, high: int) -> Iterator[Repair]:
    code = tokens.code
    for index in range(low, high):
        token = code[index]
        before = code[index - 1] if index else None
        after = code[index + 1] if index + 1 < len(code) else None
        distance = 0.02 * abs(index - first)
        yield from _semicolon(grammar, token, before, distance)
        yield from _between(grammar, token, before, distance)
        yield from _value(tokens, token, after, distance)
        yield from _words(grammar, token, before, after, distance)
        yield from _removal(token, before, after, distance)


def _semicolon(grammar: Grammar, token: Token, before: Token | None, distance: float) -> Iterator[Repair]:
    if before is None or not grammar.semicolons or (before.text in ("{", "}", ";", ",", "(") and before.text != "}"):
        return
    if token.line > before.line:
        rank = 0.1
    elif token.text == "}":
        rank = 0.15
    else:
        rank = 0.75
    if before.text == "}":
        rank += 0.2
    fault = Fault("missing-semicolon", before.end - 1, before.end, before.text, confidence=0.95)
    yield Repair(fault, ((before.end, before.end, ";"),), rank + distance)


def _between(grammar: Grammar, token: Token, before: Token | None, distance: float) -> Iterator[Repair]:
    """Two values side by side."""
    if before is None:
        return
    left = before.kind in _VALUE_KINDS or before.text in (")", "]", "}")
    right = token.kind in _VALUE_KINDS or token.text in ("(", "[", "{")
    if not (left and right) or before.text in _WITH_CONDITION:
        return
    words = {"before": f"`{_cut(before.text)}`", "after": f"`{_cut(token.text)}`"}
    comma = Fault("missing-comma", before.end - 1, token.start, before.text, words)
    yield Repair(comma, ((before.end, before.end, ","),), 0.35 + distance)
    operator = Fault("missing-operator", before.end - 1, token.start, before.text, words)
    yield Repair(operator, ((before.end, before.end, " + "),), 0.4 + distance)


def _cut(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"


def _value(tokens: Tokens, token: Token, after: Token | None, distance: float) -> Iterator[Repair]:
    if token.text in _BINARY and (after is None or after.text in (";", ")", "]", "}", ",") or after.line > token.line):
        fault = Fault("missing-value", token.start, token.end, token.text)
        yield Repair(fault, ((token.end, token.end, " 0"),), 0.3 + distance)
    if token.text in ("=", ":=") and after is not None:
        fault = Fault("missing-name", token.start, token.end, token.text)
        yield Repair(fault, ((token.start, token.start, "x "),), 0.8 + distance)
    if token.text == "." and after is not None:
        fault = Fault("missing-name", token.start, token.end, token.text)
        yield Repair(fault, ((token.end, token.end, "x"),), 0.7 + distance)


def _words(
    grammar: Grammar, token: Token, before: Token | None, after: Token | None, distance: float
) -> Iterator[Repair]:
    if token.kind == "name":
        right = nearest(token.text, grammar.keywords)
        if right and token.text not in grammar.keywords:
            fault = Fault("misspelt-keyword", token.start, token.end, token.text, {"right": right}, 0.9)
            yield Repair(fault, ((token.start, token.end, right),), 0.05 + distance)
        declaring = before is not None and (before.kind == "name" or before.text in ("*", ",", "(", "&"))
        if (
            token.text in grammar.keywords
            and declaring
            and (after is None or after.text in ("=", ";", ",", ")", "[", ":=", "(", ":"))
        ):
            fault = Fault("keyword-as-name", token.start, token.end, token.text)
            yield Repair(fault, ((token.start, token.end, token.text + "_"),), 0.15 + distance)
    elif token.kind == "number" and token.text[-1].isalpha() and len(token.text) > 1:
        fault = Fault("name-starts-with-digit", token.start, token.end, token.text)
        yield Repair(fault, ((token.start, token.start, "n"),), 0.2 + distance)


def _removal(token: Token, before: Token | None, after: Token | None, distance: float) -> Iterator[Repair]:
    if token.text in ("{", "}", "(", ")"):
        return
    fault = Fault("unexpected", token.start, token.end, _cut(token.text), confidence=0.8)
    doubled = before is not None and before.text == token.text
    yield Repair(fault, ((token.start, token.end, ""),), (0.3 if doubled else 0.85) + distance)


def _conditions(tokens: Tokens, grammar: Grammar, line: int) -> Iterator[Repair]:
    """`if x > 3 {`, `while x < 3:` in languages that want parentheses; Go wants none."""
    if grammar.name == "go":
        return
    found = tokens.of_line(line)
    for index, token in enumerate(found[:3]):
        if token.text not in ("if", "while", "switch") or index + 1 >= len(found):
            continue
        rest = found[index + 1 :]
        stop = next((one for one in rest if one.text in ("{", ":")), None)
        at = stop.start if stop is not None else rest[-1].end
        fault = Fault("missing-condition-parentheses", token.start, at, token.text, confidence=0.95)
        ends = [one.end for one in rest if one.end <= at]
        if rest[0].text != "(" or stop is None or found[found.index(stop) - 1].text != ")":
            last = ends[-1] if ends else at
            yield Repair(fault, ((rest[0].start, rest[0].start, "("), (last, last, ")")), 0.12)
            if stop is None:
                for place in ends[:8]:
                    yield Repair(fault, ((rest[0].start, rest[0].start, "("), (place, place, ")")), 0.3)
        if stop is not None and stop.text == ":":
            wrap = rest[0].text != "("
            words = {"parentheses": ", and parentheses around the condition" if wrap else ""}
            edits = [(stop.start, stop.end, ")" if wrap else "")]
            if wrap:
                edits.append((rest[0].start, rest[0].start, "("))
            yield Repair(Fault("foreign-block", token.start, stop.end, ":", words, 0.95), tuple(edits), 0.1)


def _for_heading(tokens: Tokens, line: int) -> Iterator[Repair]:
    found = tokens.of_line(line)
    index = next((place for place, token in enumerate(found) if token.text == "for"), None)
    if index is None:
        return
    inside, depth = [], 0
    for token in found[index + 1 :]:
        depth += (token.text == "(") - (token.text == ")")
        if token.text == "," and depth == 1:
            inside.append(token)
    semicolons = sum(token.text == ";" for token in found)
    if len(inside) >= 2 - min(semicolons, 1) and inside:
        chosen = inside[-2:] if not semicolons else inside[-1:]
        edits = tuple((one.start, one.end, ";") for one in chosen)
        yield Repair(Fault("commas-in-for", chosen[0].start, chosen[0].end, ",", confidence=0.95), edits, 0.08)


def _else(tokens: Tokens, grammar: Grammar, line: int) -> Iterator[Repair]:
    found = tokens.of_line(line)
    for token, after in itertools.pairwise(found):
        if token.text != "else" or after.text in ("if", "{"):
            continue
        fault = Fault("else-with-condition", token.start, found[-1].end, "else", confidence=0.95)
        edits = [(token.end, token.end, " if")]
        stop = next((one for one in found if one.start > after.start and one.text == "{"), None)
        if after.text != "(" and grammar.name != "go" and stop is not None:
            edits += [(after.start, after.start, "("), (stop.start, stop.start, ")")]
        yield Repair(fault, tuple(edits), 0.1)


def _case(tokens: Tokens, line: int) -> Iterator[Repair]:
    found = tokens.of_line(line)
    if not found or found[0].text not in ("case", "default"):
        return
    for place in (1, 0):
        if len(found) > place and (place == 1 or found[0].text == "default"):
            symbol = " ".join(one.text for one in found[: place + 1])
            fault = Fault("missing-colon", found[place].start, found[place].end, symbol, confidence=0.95)
            yield Repair(fault, ((found[place].end, found[place].end, ":"),), 0.05)
            if len(found) > place + 1 and found[place + 1].text in (";", ","):
                wrong = found[place + 1]
                yield Repair(fault, ((wrong.start, wrong.end, ":"),), 0.05)


def _before_else(tokens: Tokens, index: int) -> Iterator[Repair]:
    """An else that its if has lost: by a semicolon, or by a second statement without braces."""
    for place in range(max(0, index - 2), min(len(tokens.code), index + 3)):
        token = tokens.code[place]
        if token.text != "else":
            continue
        for line in range(token.line, max(0, token.line - 15), -1):
            found = tokens.of_line(line)
            if len(found) > 2 and "if" in (
                found[0].text,
                found[min(1, len(found) - 1)].text,
                found[min(2, len(found) - 1)].text,
            ):
                for before, sign in itertools.pairwise(found):
                    if before.text == ")" and sign.text == ";":
                        fault = Fault(
                            "semicolon-before-else", sign.start, sign.end, ";", {"else_line": token.line}, 0.95
                        )
                        yield Repair(fault, ((sign.start, sign.end, ""),), 0.05)
                if found[-1].text == ")" and place:
                    end = tokens.code[place - 1].end
                    fault = Fault("block-without-braces", found[0].start, found[-1].end, "if", confidence=0.9)
                    yield Repair(fault, ((found[-1].end, found[-1].end, "{"), (end, end, "}")), 0.1)
                return


def nearest(word: str, known: frozenset[str]) -> str:
    """A keyword that differs by one slip of the finger: a letter more, less, other or two swapped, or the case."""
    if len(word) < 2 or word in known:
        return ""
    lower = word.lower()
    if lower in known:
        return lower
    return next(
        (
            other
            for other in sorted(known)
            if abs(len(other) - len(word)) <= 1 and len(other) > 2 and _one_slip(word, other)
        ),
        "",
    )


def _one_slip(one: str, other: str) -> bool:
    if len(one) == len(other):
        wrong = [place for place in range(len(one)) if one[place] != other[place]]
        if len(wrong) == 1:
            return len(one) > 3
        return (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and one[wrong[0]] == other[wrong[1]]
            and one[wrong[1]] == other[wrong[0]]
        )
    short, long = sorted((one, other), key=len)
    if len(short) < 3:
        return False
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
