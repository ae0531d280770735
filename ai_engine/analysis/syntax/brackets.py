"""Brackets without a partner, reported where they were opened."""

from collections.abc import Iterator

from ai_engine.analysis.syntax.lexer import CLOSING, OPENING, Token, View
from ai_engine.analysis.syntax.repair import Edit, Repair, insertion, replacement

_STATEMENT_WORDS = frozenset({
    "def", "class", "return", "import", "from", "while", "with", "try", "except", "finally", "raise", "pass",
    "break", "continue", "global", "del", "assert", "print"
})  # fmt: skip
_CONTENT = frozenset(["name", "number", "string", "op", "other"])
_MOST_LINES = 40
_MOST_PLACES = 12


def candidates(view: View) -> Iterator[Repair]:
    """Repairs of the first bracket that has no partner."""
    stack: list[Token] = []
    for index, token in enumerate(view.tokens):
        if token.kind != "op":
            continue
        if token.text in OPENING:
            stack.append(token)
        elif token.text in CLOSING:
            if stack and stack[-1].text == CLOSING[token.text]:
                stack.pop()
            elif stack:
                yield from _mismatch(view, stack, token, index)
                return
            else:
                yield from _unopened(view, token, index)
                return
    if stack:
        yield from _unclosed(view, stack)


def _mismatch(view: View, stack: list[Token], closer: Token, index: int) -> Iterator[Repair]:
    opener = stack[-1]
    right = OPENING[opener.text]
    words = {"closing": closer.text, "right": right, "opened_line": opener.line}
    partner_outside = any(outer.text == CLOSING[closer.text] for outer in stack[:-1])
    if partner_outside:
        words = {"closing": right}
        edits = (insertion(_end_before(view, index), right),)
        yield Repair("unclosed-bracket", edits, opener.start, opener.end, 0.5, opener.text, words)
        for place in _places_inside(view, opener, closer)[:_MOST_PLACES]:
            edits = (insertion(place, right),)
            yield Repair("unclosed-bracket", edits, opener.start, opener.end, 0.9, opener.text, words)
        words = {"closing": closer.text, "right": right, "opened_line": opener.line}
        following = view.tokens[index + 1] if index + 1 < len(view.tokens) else None
        crossed = following is not None and following.text == right and stack[-2].text == CLOSING[closer.text]
        if following is not None and crossed:  # `xs[i % 4)]`
            swap = (replacement(closer, right), replacement(following, closer.text))
            shown = {"closing": closer.text + right}
            yield Repair("brackets-crossed", swap, closer.start, following.end, 0.4, opener.text, shown)
    edits = (replacement(closer, right),)
    yield Repair("mismatched-brackets", edits, closer.start, closer.end, 0.7, opener.text, words)
    edits = (replacement(opener, CLOSING[closer.text]),)
    yield Repair("mismatched-brackets", edits, closer.start, closer.end, 0.75, opener.text, words)
    edits = (replacement(closer, ""),)
    yield Repair("unmatched-closing-bracket", edits, closer.start, closer.end, 1.0, closer.text, _opening(closer))
    yield from _unopened(view, closer, index, 1.2)


def _opening(closer: Token) -> dict[str, str]:
    return {"opening": CLOSING[closer.text]}


def _unopened(view: View, closer: Token, index: int, rank: float = 0.6) -> Iterator[Repair]:
    """A closing bracket too many, or its opening one is missing."""
    opening = CLOSING[closer.text]
    edits = (replacement(closer, ""),)
    yield Repair("unmatched-closing-bracket", edits, closer.start, closer.end, rank, closer.text, _opening(closer))
    places: list[tuple[int, int, float]] = []
    depth = 0
    following: Token | None = None
    for token in reversed(view.tokens[max(0, index - 60) : index]):
        if token.kind == "newline" and depth == 0 and token.line < closer.line - 12:
            break
        # `len x)`: a name right before another value wants its bracket there.
        wants = token.kind == "name" and following is not None and following.kind in ("name", "string", "number")
        if token.text in CLOSING:
            depth += 1
        elif token.text in OPENING:
            if depth == 0:
                break
            depth -= 1
        elif (depth == 0 and token.kind in ("name", "op") and token.text not in ".,") or (
            wants and token.line == closer.line
        ):
            near = -0.3 if wants and opening == "(" and not token.is_keyword else 0.0
            places.append((token.end, token.line, near))
        following = token
    places.sort(key=lambda one: one[2])
    for number, (place, line, near) in enumerate(places[:20]):
        # `print "x")` becomes print("x"): the space goes, so that the bracket belongs to the name.
        spaces = len(view.text[place:]) - len(view.text[place:].lstrip(" ")) if view.text[place - 1].isalnum() else 0
        edits = (Edit(place, place + spaces, opening),)
        far = 0.3 if line != closer.line else 0.0
        at = closer.start if line == closer.line else place - 1
        until = closer.end if line == closer.line else place
        yield Repair(
            "missing-opening-bracket",
            edits,
            at,
            until,
            rank + 0.2 + far + near + 0.001 * number,
            closer.text,
            _opening(closer),
        )


def _unclosed(view: View, stack: list[Token]) -> Iterator[Repair]:
    yield from _closed_by_outer(view)
    bottom = stack[0]
    together = [token for token in stack if token.line == bottom.line]
    opener = together[-1] if len(together) == len(stack) else bottom
    closing = "".join(OPENING[token.text] for token in reversed(together))
    words = {"closing": OPENING[opener.text]}
    for place, rank in _closing_places(view, together[-1]):
        edits = (insertion(place, closing),)
        yield Repair("unclosed-bracket", edits, opener.start, opener.end, rank, opener.text, words)
    edits = (replacement(opener, ""),)
    yield Repair("unclosed-bracket", edits, opener.start, opener.end, 2.0, opener.text, words)


def _closed_by_outer(view: View) -> Iterator[Repair]:
    """A bracket alone on its line, indented as an outer one's line, that closes an inner one only by number."""
    stack: list[Token] = []
    first_on_line = True
    for token in view.tokens:
        if token.kind == "newline":
            first_on_line = True
            continue
        if token.kind == "op" and token.text in OPENING:
            stack.append(token)
        elif token.kind == "op" and token.text in CLOSING and stack:
            opener = stack.pop()
            outer = stack[-1] if stack else None
            indent = _indent(view, token.line)
            if (
                first_on_line
                and outer is not None
                and outer.text == opener.text
                and _indent(view, opener.line) > indent == _indent(view, outer.line)
            ):
                tokens = [one for one in view.tokens_between(opener.line, opener.line) if one.kind in _CONTENT]
                closing = OPENING[opener.text]
                for number, place in enumerate(_line_ends(tokens)):
                    edits = (insertion(place, closing),)
                    rank = 0.45 + 0.01 * number
                    words = {"closing": closing}
                    yield Repair("unclosed-bracket", edits, opener.start, opener.end, rank, opener.text, words)
                return
        first_on_line = False


def _closing_places(view: View, opener: Token) -> Iterator[tuple[int, float]]:
    """Where the closing bracket may be missing: the end of the opener's line, of later lines, within its line."""
    by_line: dict[int, list[Token]] = {}
    for token in view.tokens_between(opener.line, opener.line + _MOST_LINES):
        if token.kind not in ("newline", "comment", "continuation") and token.start >= opener.start:
            by_line.setdefault(token.line, []).append(token)
    own_indent = _indent(view, opener.line)
    rank = 0.5
    for number, (line, tokens) in enumerate(sorted(by_line.items())):
        if number and (_starts_statement(tokens) and _indent(view, line) <= own_indent):
            rank = max(rank, 1.6)  # behind what looks like the next statement
        last = tokens[-1]
        for place in _line_ends(tokens):
            if place > opener.start:
                yield place, rank
                rank += 0.01
        if number == 0:
            rank = 0.8
        if last.kind == "string" and not last.closed:
            break
    own = by_line.get(opener.line, [])
    for token in own[1:]:
        yield token.end, 1.5


def _line_ends(tokens: list[Token]) -> list[int]:
    """Behind the last token of a line; before its closing colon, comma or semicolon."""
    last = tokens[-1]
    if last.text in (":", ",", ";", "{") and len(tokens) > 1:
        return [tokens[-2].end, last.end]
    return [last.end]


def _starts_statement(tokens: list[Token]) -> bool:
    if tokens[0].text in _STATEMENT_WORDS or tokens[0].text in ("if", "for", "elif", "else"):
        return True
    return len(tokens) > 2 and tokens[0].kind == "name" and tokens[1].text in ("=", "+=", "-=", "*=", "(")


def _indent(view: View, line: int) -> int:
    text = view.lines[line - 1]
    return len(text) - len(text.lstrip())


def _end_before(view: View, index: int) -> int:
    """The end of the last token with content before a token."""
    for token in reversed(view.tokens[max(0, index - 50) : index]):
        if token.kind not in ("newline", "comment", "continuation"):
            return token.end if token.text != "," else token.start
    return view.tokens[index].start


def _places_inside(view: View, opener: Token, closer: Token) -> list[int]:
    return [
        token.end
        for token in view.tokens_between(opener.line, min(closer.line, opener.line + _MOST_LINES))
        if opener.start < token.start < closer.start and token.kind in ("name", "number", "string", "op")
    ]
