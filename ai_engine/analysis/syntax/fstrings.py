"""Faults inside of f-strings: braces, quotes, and what stands between them."""

import re
from collections.abc import Iterator

from ai_engine.analysis.parsing import compile_error
from ai_engine.analysis.syntax.lexer import CLOSING, OPENING, Token, lex
from ai_engine.analysis.syntax.place import Place
from ai_engine.analysis.syntax.repair import Edit, Repair, replacement

_SPECIFICATION = re.compile(r"(?:=\s*)?(?:![rsa])?(?::[^{}]*(?:\{[^{}]*\}[^{}]*)*)?$")
_MOST_STRINGS = 200
_MOST_EXPRESSIONS = 50


def candidates(place: Place) -> Iterator[Repair]:
    """Repairs of f-strings: those of the statement, or of the whole program where the parser names no place."""
    named = "f-string" in place.error.message
    tokens = place.view.tokens if named else place.tokens
    found = [token for token in tokens if token.kind == "string" and "f" in token.prefix and token.closed]
    for token in found[:_MOST_STRINGS]:
        yield from _faults(token)
    yield from _same_quotes(place)


def _faults(token: Token) -> Iterator[Repair]:
    """The first fault of one f-string."""
    quote = token.quote
    start = len(token.prefix) + len(quote)
    body = token.text[start : len(token.text) - len(quote)]
    at = token.start + start
    whole = replacement(token, quote + quote)
    raw = "r" in token.prefix
    place, expressions = 0, 0
    while place < len(body) and expressions < _MOST_EXPRESSIONS:
        character = body[place]
        if body.startswith(("{{", "}}"), place):
            place += 2
            continue
        if character == "}":
            yield _repair("f-string-lone-brace", at + place, at + place + 1, whole, "}", brace="}")
            return
        if character != "{":
            place += 1
            continue
        end = _closing(body, place)
        if end is None:
            yield _repair("f-string-unclosed-brace", at + place, at + len(body), whole, "{")
            return
        inner = body[place + 1 : end]
        expression = inner[: _expression_end(inner)].strip()
        if not expression:
            yield _repair("f-string-empty-braces", at + place, at + end + 1, whole, "{}")
            return
        if "\\" in expression and not raw:
            yield _repair("f-string-backslash", at + place, at + end + 1, whole, expression[:40])
        error = compile_error(f"({expression})\n")
        if error is not None and (open_bracket := _open_bracket(expression)):
            closing = OPENING[open_bracket]
            yield _repair("f-string-unclosed-bracket", at + place + 1, at + end, whole, open_bracket, closing=closing)
            return
        if error is not None:
            yield _repair("f-string-expression", at + place + 1, at + end, whole, expression[:40])
            return
        place, expressions = end + 1, expressions + 1


def _open_bracket(expression: str) -> str:
    """The bracket that an expression leaves open; "" if none."""
    stack: list[str] = []
    for token in lex(expression):
        if token.text in OPENING:
            stack.append(token.text)
        elif token.text in CLOSING and stack and stack[-1] == CLOSING[token.text]:
            stack.pop()
    return stack[-1] if stack else ""


def _repair(cause: str, at: int, until: int, edit: Edit, symbol: str, **words: str) -> Repair:
    return Repair(cause, (edit,), at, until, 0.3, symbol, dict(words))


def _closing(body: str, place: int) -> int | None:
    """The brace that closes the one at `place`."""
    stack: list[str] = []
    quote = ""
    for index in range(place, len(body)):
        character = body[index]
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in "{[(":
            stack.append(character)
        elif character == "}":
            # A bracket left open inside of the braces is a fault of the expression, not of the braces.
            while stack and stack.pop() != "{":
                continue
            if not stack:
                return index
        elif character in ")]" and len(stack) > 1:
            stack.pop()
    return None


def _expression_end(inner: str) -> int:
    """Where the expression ends and its format begins: at a lone `:`, `!r` or `=` outside of brackets and quotes."""
    depth, quote = 0, ""
    for index, character in enumerate(inner):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif (depth == 0 and character == ":") or (
            depth == 0 and character == "!" and not inner.startswith("!=", index)
        ):
            return index
        elif depth == 0 and character == "=" and _SPECIFICATION.match(inner, index):
            before, after = inner[index - 1 : index], inner[index + 1 : index + 2]
            if before not in ("=", "!", "<", ">") and after != "=":
                return index
    return len(inner)


def _same_quotes(place: Place) -> Iterator[Repair]:
    """f"{d["key"]}": before Python 3.12 the inner quotes end the text."""
    tokens = place.tokens
    for index in place.near:
        token = tokens[index]
        if token.kind != "string" or "f" not in token.prefix or index + 2 >= len(tokens):
            continue
        opened = token.text.count("{") - token.text.count("}")
        following = tokens[index + 1]
        if opened <= 0 or following.start != token.end or following.kind not in ("name", "number"):
            continue
        line_end = place.view.starts[token.line - 1] + len(place.view.lines[token.line - 1])
        last = place.view.text.rfind(token.quote, token.end, line_end)
        if last < 0:
            continue
        edit = Edit(token.start, last + len(token.quote), '""')
        words = {"quote": token.quote}
        yield Repair("f-string-same-quotes", (edit,), token.start, last + 1, 0.2, token.quote, dict(words))
