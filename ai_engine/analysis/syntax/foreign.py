"""Things around the code that aren't code: prompts, fences, other languages' comments and block braces."""

import re
from collections.abc import Iterator

from ai_engine.analysis.syntax.lexer import CLOSING, OPENING, Token, View
from ai_engine.analysis.syntax.repair import Edit, Repair, blank, replacement

_PROMPT = re.compile(r"^[ \t]*(>>>|\.\.\.|In \[\d+\]:)[ ]?", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(```+|~~~+)[ \t]*\w*[ \t]*$", re.MULTILINE)
_HEADERS = frozenset({
    "if", "else", "elif", "for", "while", "def", "class", "try", "except", "finally", "with", "function", "func",
    "fn", "switch", "catch", "do", "foreach", "elseif", "void", "int", "public", "private", "static", "async"
})  # fmt: skip
_NOT_BEFORE_BRACE = frozenset(["in", "is", "and", "or", "not", "return", "yield", "lambda", "print"])


def blocks(view: View) -> Iterator[Repair]:
    """The repair of the first such thing; it takes away all of its kind."""
    for source in (_prompts, _fences, _comments, _braces):
        found = source(view)
        if found is not None:
            yield found
            return


def _prompts(view: View) -> Repair | None:
    text = view.text
    found = list(_PROMPT.finditer(text))
    if not any(match.group(1) != "..." for match in found):
        return None
    edits = [Edit(match.start(), match.end(), "") for match in found]
    prompted = {view.line_at(match.start()) for match in found}
    for number, line in enumerate(view.lines, 1):
        if number not in prompted and line.strip():  # what Python answered
            start = view.starts[number - 1]
            edits.append(Edit(start, start + len(line), ""))
    first = found[0]
    return Repair("prompt-in-code", tuple(edits), first.start(1), first.end(1), 0.1, first.group(1), certain=True)


def _fences(view: View) -> Repair | None:
    found = [match for match in _FENCE.finditer(view.text) if not _inside_string(view, match.start(1))]
    if not found:
        return None
    edits = tuple(Edit(match.start(), match.end(), "") for match in found)
    return Repair("fence-in-code", edits, found[0].start(1), found[0].end(1), 0.1, found[0].group(1), certain=True)


def _inside_string(view: View, offset: int) -> bool:
    line = view.line_at(offset)
    return any(
        token.kind == "string" and token.start <= offset < token.end and len(token.quote) == 3
        for token in view.tokens
        if token.line <= line
    )


def _comments(view: View) -> Repair | None:
    """`/* … */` anywhere, and `//` at the start of a line."""
    edits: list[Edit] = []
    first: tuple[int, int] | None = None
    until = 0
    previous: Token | None = None
    for token, following in zip(view.tokens, [*view.tokens[1:], None], strict=True):
        if token.start < until:
            continue
        starts_line = previous is None or previous.kind == "newline"
        if token.text == "/" and following and following.text.startswith("*") and following.start == token.end:
            end = view.text.find("*/", following.start)
            until = end + 2 if end >= 0 else len(view.text)
            edits.append(Edit(token.start, until, blank(view.text[token.start : until])))
            first = first or (token.start, following.start + 1)
        elif token.text == "//" and starts_line:
            line_end = view.starts[token.line - 1] + len(view.lines[token.line - 1])
            until = line_end
            edits.append(Edit(token.start, line_end, ""))
            first = first or (token.start, token.end)
        previous = token if token.kind != "comment" else previous
    if first is None:
        return None
    symbol = view.text[first[0] : first[1]]
    return Repair("foreign-comment", tuple(edits), first[0], first[1], 0.1, symbol, certain=True)


def _braces(view: View) -> Repair | None:
    """Blocks in braces become blocks by colon; indentation is taken as it stands."""
    tokens = [token for token in view.tokens if token.kind not in ("comment", "continuation")]
    openers: list[tuple[Token, Token]] = []
    line_start: Token | None = None
    last_start: Token | None = None
    fresh = True
    depth = 0
    stack: list[tuple[Token, bool]] = []
    edits: list[Edit] = []
    for index, token in enumerate(tokens):
        if token.kind == "newline":
            fresh = True
            continue
        if fresh and token.text == "{" and last_start is not None and last_start.text in _HEADERS:
            # A brace on a line of its own, below its header.
            header_end = next(one for one in reversed(tokens[:index]) if one.kind != "newline")
            if header_end.text != ":":
                edits.append(Edit(header_end.end, header_end.end, ":"))
            edits.append(replacement(token, " "))
            openers.append((token, header_end))
            stack.append((token, True))
            fresh = False
            continue
        if fresh and token.text != "}":
            line_start, fresh, depth = token, False, 0
            last_start = token
        previous = tokens[index - 1] if index else None
        if token.text == "{":
            is_block = (
                line_start is not None
                and depth == 0
                and previous is not None
                and previous.kind != "newline"
                and (line_start.text in _HEADERS or (previous.text == ")" and _ends_line(tokens, index)))
                and (previous.text in (")", "]", ":", "else") or previous.kind in ("name", "number", "string"))
                and previous.text not in _NOT_BEFORE_BRACE
                and (previous.text != ":" or _ends_line(tokens, index))
            )
            stack.append((token, is_block))
            if is_block and previous is not None:
                openers.append((token, previous))
                edits.append(replacement(token, " " if previous.text == ":" else ":"))
            else:
                depth += 1
        elif token.text == "}":
            is_block = stack.pop()[1] if stack else bool(openers)
            if is_block:
                edits.append(Edit(token.start, _past_spaces(view.text, token.end), ""))
                fresh = True
            else:
                depth = max(0, depth - 1)
        elif token.text in OPENING:
            depth += 1
        elif token.text in CLOSING:
            depth = max(0, depth - 1)
    if not openers:
        return None
    first = openers[0][0] if openers[0][0].line == openers[0][1].line else openers[0][1]
    return Repair("braces-for-block", tuple(edits), first.start, first.end, 0.2, "{", certain=True)


def _ends_line(tokens: list[Token], index: int) -> bool:
    return index + 1 >= len(tokens) or tokens[index + 1].kind == "newline"


def _past_spaces(text: str, place: int) -> int:
    """Behind the spaces after a `}` that `else` follows, so that `else` stands where the brace stood."""
    end = place
    while end < len(text) and text[end] == " ":
        end += 1
    return end if text.startswith(("else", "elif", "except", "catch", "finally"), end) else place
