"""Expressions: assignment to what can't be assigned to, operands that are missing, statements inside of values."""

from collections.abc import Iterator

from ai_engine.analysis.syntax.lexer import CLOSING, OPENING
from ai_engine.analysis.syntax.place import Place
from ai_engine.analysis.syntax.repair import Edit, Repair, insertion, replacement
from ai_engine.analysis.syntax.strings import quotes_inside

_ASSIGNERS = frozenset(["=", "+=", "-=", "*=", "/=", "//=", "%=", "**="])
_BINARY = frozenset({
    "+", "-", "*", "/", "//", "%", "**", "==", "!=", "<", ">", "<=", ">=", "and", "or", "in", "is", "&", "|", "^",
    "@", "<<", ">>"
})  # fmt: skip
_COMPARING = frozenset(["==", "!=", "<", ">", "<=", ">=", "in", "is"])
_SIMPLE_STATEMENTS = frozenset(["return", "break", "continue", "pass", "raise", "import", "del", "global", "print"])


def candidates(place: Place) -> Iterator[Repair]:
    """Repairs of expressions near the parser's place."""
    yield from _targets(place)
    yield from _incomplete(place)
    yield from _statement_inside(place)
    yield from _conditional(place)
    yield from _backslash(place)
    yield from quotes_inside(place.view, place.error.line)
    yield from _stray(place)


def _targets(place: Place) -> Iterator[Repair]:
    """`5 = x`, `f() = x`, `a + b = c`, `my-name = 3`."""
    if not place.error.message.startswith(("cannot assign", "invalid syntax", "'", "cannot use", "illegal")):
        return
    tokens = place.tokens
    semicolons = [i for i in range(place.error_index) if tokens[i].text == ";" and place.depths[i] == 0]
    start = semicolons[-1] + 1 if semicolons else 0
    equals = next((i for i in range(start, len(tokens)) if tokens[i].text in _ASSIGNERS and place.depths[i] == 0), None)
    if equals is None or equals == start or place.is_header or tokens[start].text in ("return", "assert", "print"):
        return
    left = tokens[start:equals]
    edit = Edit(left[0].start, left[-1].end, "_")
    last = equals - 1
    texts = [token.text for token in left]
    if len(left) == 1 and left[0].kind in ("number", "string"):
        yield place.repair("assign-to-literal", 0.3, start, equals, edit, symbol=left[0].text)
    elif len(left) == 1 and texts[0] in ("True", "False", "None"):
        yield place.repair("assign-to-constant", 0.2, start, start, edit)
    elif left[-1].text == ")" and left[0].kind == "name" and "(" in texts:
        yield place.repair("assign-to-call", 0.5, start, last, edit)
    elif all(token.kind == "name" or token.text == "-" for token in left) and "-" in texts and len(left) < 8:
        dashed = all(left[i].end == left[i + 1].start for i in range(len(left) - 1))
        cause = "name-with-dash" if dashed else "assign-to-expression"
        yield place.repair(cause, 0.3, start, last, edit)
    elif any(text in _BINARY for text in texts) and left[0].text not in ("for", "if", "while"):
        yield place.repair("assign-to-expression", 0.6, start, last, edit)


def _incomplete(place: Place) -> Iterator[Repair]:
    """Something must stand behind an operator, or between two of them."""
    tokens = place.tokens
    for index in place.near:
        token = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        nothing = following is None or following.text in CLOSING or following.text in (":", ",", ";", "=")
        if token.text in ("and", "or") and following is not None and following.text in _COMPARING | {"="}:
            edit = insertion(token.end, " _")
            yield place.repair("incomplete-comparison", 0.4, index, index + 1, edit, symbol=token.text)
        elif (token.text in _BINARY or token.text == "not") and nothing:
            edit = insertion(token.end, " _")
            yield place.repair("missing-operand", 0.5, index, index, edit, operator=token.text)
        elif token.text in _ASSIGNERS and nothing and place.depths[index] == 0:
            edit = insertion(token.end, " _")
            yield place.repair("missing-value", 0.4, index, index, edit)
        elif token.text in _ASSIGNERS and nothing:
            edit = insertion(token.end, " _")
            yield place.repair("missing-value", 0.6, index, index, edit)
        elif token.text in _BINARY and following is not None and following.text in _BINARY - {"-", "+", "not"}:
            edit = insertion(token.end, " _")
            yield place.repair("missing-operand", 0.8, index, index + 1, edit, operator=token.text)
            edit = replacement(token, "")
            yield place.repair("doubled-operator", 0.75, index, index + 1, edit, python=following.text)
        elif token.text == "." and (following is None or following.kind != "name"):
            yield place.repair("nothing-after-dot", 0.6, index, index, insertion(token.end, "_"))
            yield place.repair("nothing-after-dot", 0.65, index, index, replacement(token, ""))
        elif token.text == "else" and nothing and (index and (following is None or following.text != ":")):
            yield place.repair("missing-value", 0.4, index, index, insertion(token.end, " _"))
        elif token.text == ":" and nothing and "lambda" in [one.text for one in tokens[max(0, index - 8) : index]]:
            yield place.repair("missing-value", 0.5, index, index, insertion(token.end, " _"))
        elif token.text == ":" and place.enclosers[index] == "{" and nothing:
            yield place.repair("missing-dictionary-value", 0.5, index, index, insertion(token.end, " 0"))
        elif token.text in _BINARY - {"-", "+", "*", "**", "in", "@"} and (
            index == 0
            or tokens[index - 1].text in OPENING
            or tokens[index - 1].text in ("=", ",", "return", "if", "while")
        ):
            edit = insertion(token.start, "_ ")
            yield place.repair("missing-operand-before", 0.6, index, index, edit, operator=token.text)
        elif token.text in ("import", "del", "global", "assert", "raise", "lambda", "as", "with") and nothing:
            yield place.repair("missing-name", 0.7, index, index, insertion(token.end, " _"), symbol=token.text)
        elif (
            token.text == "*"
            and index
            and tokens[index - 1].text == "("
            and following is not None
            and following.text == ")"
        ):
            yield place.repair("missing-operand", 0.6, index, index, insertion(token.end, "_"), operator="*")
    if tokens[0].text in ("del", "global", "assert", "with") and len(tokens) == 1:
        yield place.repair("missing-name", 0.5, 0, 0, insertion(tokens[0].end, " _"), symbol=tokens[0].text)


def _statement_inside(place: Place) -> Iterator[Repair]:
    """`x = return y`, `lambda x: return x`, `print(import math)`."""
    tokens = place.tokens
    for index in place.near:
        token = tokens[index]
        if index == 0 or token.text not in _SIMPLE_STATEMENTS or not token.is_keyword:
            continue
        if (
            tokens[index - 1].text in (":", ";")
            and place.depths[index] == 0
            and "lambda" not in [one.text for one in tokens[:index]]
        ):
            continue
        edit = replacement(token, "")
        yield place.repair("statement-inside-expression", 0.7, index, index, edit)
    texts = [token.text for token in tokens]
    if "lambda" in texts:
        start = texts.index("lambda")
        for index in range(start + 1, min(len(tokens), start + 30)):
            if index in place.gaps and ":" not in texts[start:index]:
                at = tokens[index - 1].end
                yield Repair("missing-colon", (insertion(at, ":"),), at, at, 0.4, "lambda", {"header": "lambda"})
            if texts[index] == "(" and index > start + 1 and ":" not in texts[start:index]:
                at = tokens[index - 1].end
                yield Repair("missing-colon", (insertion(at, ":"),), at, at, 0.42, "lambda", {"header": "lambda"})
            if texts[index] == "=" and ":" not in texts[start:index]:
                yield place.repair("equals-in-lambda", 0.6, index, index, replacement(tokens[index], ":"))
            if texts[index] == "(" and index == start + 1:
                close = next((i for i in range(index, len(tokens)) if texts[i] == ")"), None)
                if close is not None:
                    edits = [replacement(tokens[index], " "), replacement(tokens[close], " ")]
                    yield place.repair("lambda-with-parentheses", 0.5, index, close, *edits, symbol="lambda")


def _conditional(place: Place) -> Iterator[Repair]:
    """`a if b` without else; `if` before `for` in a comprehension; a comprehension without its element."""
    tokens = place.tokens
    texts = [token.text for token in tokens]
    for index in place.near:
        if texts[index] == "if" and index:
            if texts[index - 1] in ("(", "[", ",", "=", "return") and "else" in texts[index:]:
                after = (i for i in range(index, len(tokens)) if place.depths[i] < place.depths[index])
                last = next(after, len(tokens)) - 1
                edit = Edit(tokens[index].start, tokens[last].end, "_")
                yield place.repair("choice-without-value", 0.45, index, last, edit, symbol="if")
            end = next(
                (
                    i
                    for i in range(index + 1, len(tokens) + 1)
                    if i == len(tokens) or (place.depths[i] < place.depths[index] or texts[i] in (",", ";"))
                ),
                len(tokens),
            )
            if "else" not in texts[index:end] and "for" not in texts[max(0, index - 8) : index]:
                edit = insertion(tokens[end - 1].end, " else _")
                yield place.repair("choice-without-else", 0.6, index, end - 1, edit, symbol="if")
        if texts[index] == "else" and index and "for" in texts[:index] and place.depths[index]:
            opening = max((i for i in range(index) if texts[i] == "for"), default=0)
            condition = next((i for i in range(opening, index) if texts[i] == "if"), None)
            end = next((i for i in range(index, len(tokens)) if place.depths[i] < place.depths[index]), len(tokens))
            if condition is not None:
                edit = Edit(tokens[index].start, tokens[end - 1].end, "")
                yield place.repair("choice-after-for", 0.5, condition, end - 1, edit, symbol="if … else")
        if texts[index] == "for" and index and texts[index - 1] in OPENING:
            edit = insertion(tokens[index].start, "_ ")
            yield place.repair("comprehension-without-element", 0.5, index, index, edit)
        if texts[index] == "for" and index and place.depths[index]:
            for later in range(index + 2, min(len(tokens), index + 6)):
                if later in place.gaps and "in" not in texts[index:later]:
                    edit = insertion(tokens[later].start, "in ")
                    yield place.repair("for-without-in", 0.5, index, later, edit, symbol="for")
                    break


def _backslash(place: Place) -> Iterator[Repair]:
    """A backslash outside of a text that doesn't end its line."""
    tokens = place.tokens
    for index in place.near:
        token = tokens[index]
        if token.kind != "other" or token.text != "\\":
            continue
        line_end = place.view.starts[token.line - 1] + len(place.view.lines[token.line - 1])
        rest = place.view.text[token.end : line_end].strip()
        if not rest or rest.startswith("#"):
            edit = Edit(token.start, line_end, "\\" if not rest else "")
            yield place.repair("space-after-backslash", 0.3, index, index, edit)
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is not None and following.start == token.end and following.text[:1] in "nt":
            quoted = Edit(token.start, following.end, f'"{token.text}{following.text}"')
            yield place.repair("escape-outside-text", 0.4, index, index + 1, quoted)
        yield place.repair("backslash-in-code", 0.7, index, index, replacement(token, "/"))
        yield place.repair("backslash-in-code", 0.8, index, index, replacement(token, " "))


def _stray(place: Place) -> Iterator[Repair]:
    """One sign too many at the parser's place."""
    tokens = place.tokens
    for distance, index in enumerate((place.error_index, place.error_index - 1, place.error_index + 1)):
        if 0 <= index < len(tokens) and len(tokens) > 1:
            token = tokens[index]
            cost = 0.0 if token.kind in ("op", "other") else 0.6
            edit = replacement(token, "" if token.kind != "name" else " ")
            yield place.repair("stray-sign", 2.3 + cost + 0.1 * distance, index, index, edit)
