"""Brackets and quotation marks without a partner, reported where they were opened."""

import re
from collections.abc import Iterator

from ai_engine.analysis.languages.syntax.fault import Fault, Repair
from ai_engine.analysis.languages.syntax.lexer import CLOSING, OPENING, Token, Tokens

_MOST_PLACES = 14


def candidates(tokens: Tokens) -> Iterator[Repair]:
    """Repairs of the first bracket or text that has no partner."""
    open_text = next((token for token in tokens.all if not token.closed), None)
    if open_text is not None:
        yield from _unclosed_text(tokens, open_text)
        if open_text.kind == "comment" or open_text.text.startswith("`"):
            return
    stack: list[tuple[Token, int]] = []
    pairs: list[tuple[Token, Token]] = []
    for index, token in enumerate(tokens.code):
        if token.kind != "op":
            continue
        if token.text in OPENING:
            stack.append((token, index))
        elif token.text in CLOSING:
            if stack and stack[-1][0].text == CLOSING[token.text]:
                pairs.append((stack.pop()[0], token))
            elif stack:
                yield from _mismatch(tokens, [one for one, _ in stack], token, index, pairs)
                return
            else:
                yield from _unopened(tokens, token, index, pairs)
                return
    if stack:
        yield from _unclosed(tokens, [one for one, _ in stack], pairs)


def _unclosed_text(tokens: Tokens, token: Token) -> Iterator[Repair]:
    if token.kind == "comment":
        yield Repair(
            Fault("unclosed-comment", token.start, token.start + 2, "/*"), ((token.end, token.end, "*/"),), 0.1
        )
        line_end = tokens.text.find("\n", token.start)
        if line_end > 0:
            yield Repair(
                Fault("unclosed-comment", token.start, token.start + 2, "/*"), ((line_end, line_end, "*/"),), 0.05
            )
        return
    quote = token.text[0]
    fault = Fault("unclosed-string", token.start, token.start + 1, quote, confidence=0.95)
    if quote == "`":
        opened = tokens.text.find("${", token.start, token.end)
        line_end = tokens.text.find("\n", opened)
        end = tokens.text.find("`", opened, line_end if line_end > 0 else len(tokens.text))
        if opened >= 0 and end > opened and "}" not in tokens.text[opened:end]:
            brace = Fault("unclosed-bracket", opened + 1, opened + 2, "{", {"closing": "}"}, 0.95)
            for place in (end, *(opened + found.end() for found in re.finditer(r"\w\b", tokens.text[opened:end]))):
                yield Repair(brace, ((place, place, "}"),), 0.05)
        line_end = tokens.text.find("\n", token.start)
        place = line_end if line_end > 0 else len(tokens.text)
        body = tokens.text[token.start : place]
        for cut in (body.rstrip(), body.rstrip().rstrip(";"), body.rstrip().rstrip(";").rstrip(")")):
            at = token.start + len(cut)
            yield Repair(fault, ((at, at, quote),), 0.1)
        return
    body = token.text.rstrip()
    tried = set()
    for tail in (");", "));", ";", ")", "", ") {", "){", ",", "]", "];", "):", " {"):
        if body.endswith(tail):
            at = token.start + len(body) - len(tail)
            if at not in tried and at > token.start:
                tried.add(at)
                yield Repair(fault, ((at, at, quote),), 0.1 + 0.01 * len(tried))
    # The end of the first word inside, before a sign: `"a + b`.
    for place, sign in enumerate(body[1:], 1):
        if sign in ",)+;:" and token.start + place not in tried and len(tried) < _MOST_PLACES:
            tried.add(token.start + place)
            yield Repair(fault, ((token.start + place, token.start + place, quote),), 0.3)
    if len(body) == 1 or not body[1:].strip(" ;)"):
        yield Repair(
            Fault("unmatched-closing-bracket", token.start, token.start + 1, quote),
            ((token.start, token.start + 1, ""),),
            0.4,
        )


def _mismatch(
    tokens: Tokens, stack: list[Token], closer: Token, index: int, pairs: list[tuple[Token, Token]]
) -> Iterator[Repair]:
    opener = stack[-1]
    right = OPENING[opener.text]
    if opener.text == "{":
        yield from _ended_too_far_left(tokens, opener, pairs)
    fault = Fault(
        "mismatched-brackets",
        closer.start,
        closer.end,
        closer.text,
        {"opening": opener.text, "opened_line": opener.line},
    )
    if any(one.text == CLOSING[closer.text] for one in stack[:-1]):
        yield from _close(tokens, opener, index)
        yield Repair(
            Fault("unmatched-closing-bracket", opener.start, opener.end, opener.text),
            ((opener.start, opener.end, ""),),
            1.2,
        )
    else:
        yield Repair(fault, ((closer.start, closer.end, right),), 0.45 if opener.line == closer.line else 0.7)
        yield from _close(tokens, opener, index)
    yield from _unopened(tokens, closer, index, pairs, 0.8)


def _close(tokens: Tokens, opener: Token, stop: int) -> Iterator[Repair]:
    """Places where the partner of an opening bracket may be missing, before the token at `stop`."""
    closing = OPENING[opener.text]
    fault = Fault("unclosed-bracket", opener.start, opener.end, opener.text, {"closing": closing}, 0.95)
    if opener.text == "{":
        yield from _close_block(tokens, opener, stop, fault)
        return
    start = tokens.index_at(opener.end)
    places: list[tuple[float, int]] = []
    depth = 0
    for number, token in enumerate(tokens.code[start:stop]):
        if token.line > opener.line + 30 or number > 200:
            break
        far = 0.0 if token.line == opener.line else 0.5
        if depth == 0 and token.text in (";", "{", ")", "]", "}"):
            rank = 0.2 + far
            places.append((rank, _end_before(tokens, start + number)))
        following = tokens.code[start + number + 1] if start + number + 1 < len(tokens.code) else None
        if depth == 0 and (following is None or following.line > token.line):
            places.append((0.25 + far, token.end - (token.text in ";{,")))
        elif depth == 0:
            places.append((0.6 + far, token.end))
        depth += (token.text in OPENING) - (token.text in CLOSING)
        depth = max(depth, 0)
    tried: set[int] = set()
    for rank, place in sorted(places):
        if place not in tried and len(tried) < _MOST_PLACES:
            tried.add(place)
            yield Repair(fault, ((place, place, closing),), rank)
    yield Repair(fault, ((opener.end, opener.end, closing),), 0.55 if places else 0.4)


def _close_block(tokens: Tokens, opener: Token, stop: int, fault: Fault) -> Iterator[Repair]:
    """A block ends before the first line that isn't indented deeper than the line that opened it."""
    own = tokens.indent(opener.line)
    line = tokens.of_line(opener.line)
    if line[-1].text == ";" and opener is not line[0] and line[line.index(opener) - 1].text == "=":
        yield Repair(fault, ((line[-1].start, line[-1].start, "}"),), 0.05)  # `int[] a = {1, 2;`
    end = tokens.code[stop].start if stop < len(tokens.code) else len(tokens.text)
    previous = opener
    number = 0
    for token in tokens.code[tokens.index_at(opener.end) :]:
        if token.start >= end:
            break
        if token.first and token.line > opener.line and tokens.indent(token.line) <= own and number < 4:
            number += 1
            yield Repair(fault, ((previous.end, previous.end, "}"),), 0.2 + 0.05 * number)
        previous = token
    yield Repair(fault, ((previous.end, previous.end, "}"),), 0.5)


def _unclosed(tokens: Tokens, stack: list[Token], pairs: list[tuple[Token, Token]]) -> Iterator[Repair]:
    """Openers left at the end of the text. Of braces the one whose partner stands too far left is to blame."""
    opener = stack[-1]
    if opener.text == "{":
        yield from _ended_too_far_left(tokens, opener, pairs)
    outer = stack[0]
    if len(stack) > 1:  # several: close them all, the innermost is to blame
        closing = "".join(OPENING[one.text] for one in reversed(stack))
        fault = Fault("unclosed-bracket", opener.start, opener.end, opener.text, {"closing": OPENING[opener.text]}, 0.9)
        end = tokens.code[-1].end
        yield Repair(fault, ((end, end, closing),), 0.6)
    yield from _close(tokens, opener, len(tokens.code))
    if outer is not opener and outer.text != "{":
        yield from _close(tokens, outer, len(tokens.code))


def _ended_too_far_left(tokens: Tokens, opener: Token, pairs: list[tuple[Token, Token]]) -> Iterator[Repair]:
    """Blocks inside of `opener` whose closing brace belongs to a line further left: they lack their own."""
    number = 0
    for inner, closer in pairs:
        if inner.text != "{" or inner.start < opener.start or not closer.first or inner.line == closer.line:
            continue
        if tokens.indent(closer.line) < tokens.indent(inner.line) and number < 4:
            number += 1
            fault = Fault("unclosed-bracket", inner.start, inner.end, "{", {"closing": "}"}, 0.9)
            stop = tokens.index_at(closer.start)
            place = tokens.code[stop - 1].end
            lost = next(
                (
                    one
                    for one in tokens.code[tokens.index_at(inner.end) : stop]
                    if one.first and one.text == "else" and tokens.indent(one.line) == tokens.indent(inner.line)
                ),
                None,
            )
            if lost is not None:
                yield Repair(fault, ((lost.start, lost.start, "} "),), 0.04)
            yield from (
                Repair(fault, repair.edits, 0.05 + 0.01 * number) for repair in _close_block(tokens, inner, stop, fault)
            )
            yield Repair(fault, ((place, place, "}"),), 0.1 + 0.01 * number)


def _unopened(
    tokens: Tokens, closer: Token, index: int, pairs: list[tuple[Token, Token]], base: float = 0.4
) -> Iterator[Repair]:
    opening = CLOSING[closer.text]
    fault = Fault("unmatched-closing-bracket", closer.start, closer.end, closer.text)
    yield Repair(fault, ((closer.start, closer.end, ""),), base + 0.2)
    if opening == "{":
        yield from _missing_brace(tokens, closer, base)
        # The brace too many is the first that stands further right than the line that it closes.
        for inner, other in pairs:
            if inner.text == "{" and other.first and tokens.indent(other.line) != tokens.indent(inner.line):
                at = Fault("unmatched-closing-bracket", other.start, other.end, "}")
                yield Repair(at, ((other.start, other.end, ""),), base + 0.1)
                break
        return
    number = 0
    for token in reversed(tokens.code[max(0, index - 40) : index]):
        if token.line < closer.line or number >= _MOST_PLACES:
            break
        if token.kind == "name" or token.text in ("=", "(", ",", "!", "=="):
            number += 1
            place = token.end
            missing = Fault(
                "missing-opening-bracket", token.start, token.end, opening, {"where": f"behind `{token.text}`"}
            )
            after = tokens.code[tokens.index_at(place)]
            wanted = after.text != "(" and (token.text in ("if", "while", "for", "switch") or (
                token.kind == "name" and after.kind in ("name", "string", "number")))  # fmt: skip
            yield Repair(missing, ((place, place, opening),), base + (-0.2 if wanted else 0.3) + 0.01 * number)


def _missing_brace(tokens: Tokens, closer: Token, base: float) -> Iterator[Repair]:
    """Headers before the closing brace that end without the opening one."""
    number = 0
    own = tokens.indent(closer.line)
    for line in range(closer.line - 1, 0, -1):
        found = tokens.of_line(line)
        if not found or found[-1].text in ("{", ";", "}", ","):
            continue
        header = found[0].text in (
            "if", "for", "while", "else", "do", "switch", "try", "catch", "finally", "function", "func", "class",
            "public", "private", "static", "struct", "int", "void", "double", "}",
        ) or found[-1].text == ")"  # fmt: skip
        if header:
            number += 1
            place = found[-1].end
            where = "at the end of this line"
            fault = Fault("missing-opening-bracket", found[0].start, place, "{", {"where": where})
            near = -0.2 if tokens.indent(line) == own else 0.0
            yield Repair(fault, ((place, place, " {"),), base + near + 0.01 * number)
        if number > 6:
            return


def _end_before(tokens: Tokens, index: int) -> int:
    return tokens.code[index - 1].end if index else 0
