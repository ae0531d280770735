"""Strings whose quotation marks have no partner."""

import itertools
import re
from collections.abc import Iterator

from ai_engine.analysis.syntax.lexer import Token, View
from ai_engine.analysis.syntax.repair import Edit, Repair, insertion

_CLOSERS = re.compile(r"[\s)\]}:,;]*$")
_STOPS = re.compile(r"\s*[,+%)\]}#]|\.\w+\(|\s+(?:if|else|in|and|or|for|not)\s|\s*[=!<>]=|\s*:")
_WORD_STARTS = re.compile(r"[(\[{,=+:%]\s*|\b(?:return|print|in|and|or|not|if|else)\s+")
_PROSE = re.compile(r"\s*+(?:[A-Za-z]++(?:'[a-z]++)?+[,.!?]?+ *+){4,}+")
_MOST_PLACES = 12

# A line longer than this was not written by hand.
_LONG_LINE = 2_000


def candidates(view: View) -> Iterator[Repair]:
    """Repairs of the first string without an end."""
    broken = next((token for token in view.tokens if token.kind == "string" and not token.closed), None)
    if broken is None:
        return
    if len(broken.quote) == 3:
        yield from _triple(view, broken)
    else:
        yield from _single(view, broken)


def _single(view: View, token: Token) -> Iterator[Repair]:
    quote = token.quote
    other = '"' if quote == "'" else "'"
    inside = token.start + len(token.prefix) + 1
    line_end = view.starts[token.line - 1] + len(view.lines[token.line - 1])
    body = view.text[inside:line_end]
    words = {"quote": quote, "other": other}

    def repair(cause: str, rank: float, *edits: Edit) -> Repair:
        return Repair(cause, edits, token.start, line_end, rank, view.text[token.start : line_end].strip()[:40], words)

    if len(view.lines[token.line - 1]) > _LONG_LINE:
        yield repair("unclosed-string", 1.0, insertion(line_end, quote))
        return
    line_text = view.lines[token.line - 1]
    if _PROSE.fullmatch(line_text) and quote == "'":
        start = view.starts[token.line - 1] + len(line_text) - len(line_text.lstrip())
        yield Repair("comment-without-hash", (Edit(start, line_end, "pass"),), start, line_end, 0.4)
    for place, character in enumerate(body):
        if character in "”“’‘" and _CLOSERS.match(body, place + 1):
            yield repair("smart-quotes", 0.3, Edit(inside + place, inside + place + 1, quote))
    escaped = re.search(rf"\\{quote}(?=[\s)\]}}:,;]*$)", body)
    if escaped:
        yield repair("escaped-closing-quote", 0.4, insertion(inside + escaped.start(), "\\"))
    last = body.rfind(other)
    if last >= 0 and body.count(other) % 2:
        rank = 0.5 if _CLOSERS.match(body, last + 1) else 1.2
        yield repair("mismatched-quotes", rank, Edit(inside + last, inside + last + 1, quote))
    yield from _other_ends(view, token.line)
    yield from quotes_inside(view, token.line)
    yield from _openings(view, token)
    tail = _CLOSERS.search(body)
    first_end = tail.start() if tail else len(body)
    ends = [(first_end, 1.0), (len(body.rstrip()), 1.3)]
    ends += [(place, 1.02 + 0.01 * place) for place in range(first_end + 1, min(len(body), first_end + 6))]
    ends += [(found.start(), 1.5) for found in _STOPS.finditer(body)][:_MOST_PLACES]
    for place, rank in ends:
        yield repair("unclosed-string", rank, insertion(inside + place, quote))
    yield from _over_lines(view, token, line_end)


def _other_ends(view: View, line: int) -> Iterator[Repair]:
    """A string before the broken one that ends with the other kind of quotation mark, and so swallows what follows."""
    for token in view.tokens_on(line):
        if token.kind != "string" or len(token.quote) != 1:
            continue
        other = '"' if token.quote == "'" else "'"
        for found in list(re.finditer(rf"(?<=[\w!?.:]){other}(?=[\s,:)\]}}]|$)", token.text))[:4]:
            edit = Edit(token.start + found.start(), token.start + found.end(), token.quote)
            words = {"quote": token.quote, "other": other}
            yield Repair("mismatched-quotes", (edit,), token.start, token.end, 0.45, token.quote, words)


def _openings(view: View, token: Token) -> Iterator[Repair]:
    """Places on the line at which an opening quotation mark may be missing."""
    start = view.starts[token.line - 1]
    line = view.lines[token.line - 1]
    quote = token.quote
    here = token.start - start
    words = {"quote": quote, "other": '"' if quote == "'" else "'"}
    body_is_closers = bool(_CLOSERS.match(line, here + len(token.prefix) + 1))
    before = line[:here].rstrip()
    ranked: dict[int, float] = {}
    # A quotation mark right behind a word is an end, so its opening is missing before the words.
    for found in list(re.finditer(rf"(?<=[\w!?.…:]){quote}", line))[:12]:
        openers = [one.end() for one in _WORD_STARTS.finditer(line, 0, found.start())]
        openers = [len(line) - len(line.lstrip()), *openers]
        for distance, place in enumerate(reversed(openers[-6:])):
            ranked.setdefault(place, 0.55 + 0.01 * distance)
    if body_is_closers and before and before[-1] not in "(,=[{+":
        openers = [one.end() for one in _WORD_STARTS.finditer(line, 0, here)]
        for distance, place in enumerate(reversed(openers[-6:])):
            ranked.setdefault(place, 0.6 + 0.01 * distance)
    for place, rank in ranked.items():
        edits = (insertion(start + place, quote),)
        symbol = line[place : place + 40].strip()
        yield Repair("missing-opening-quote", edits, start + place, start + len(line), rank, symbol, words)


def _over_lines(view: View, token: Token, line_end: int) -> Iterator[Repair]:
    """A text that was meant to go on over several lines, written with single quotation marks."""
    quote = token.quote
    limit = view.starts[min(len(view.lines), token.line + 8) - 1] if token.line < len(view.lines) else line_end
    place = view.text.find(quote, line_end, limit)
    if place >= 0:
        opening = token.start + len(token.prefix)
        edits = (insertion(opening, quote * 2), insertion(place, quote * 2))
        yield Repair("string-over-lines", edits, token.start, line_end, 1.1, quote, {"quote": quote})


def quotes_inside(view: View, line: int) -> Iterator[Repair]:
    """A string that ends early because its own quotation mark stands in it: 'it's'."""
    on_line = view.tokens_on(line) if len(view.lines[line - 1]) <= _LONG_LINE else []
    for token, following in itertools.pairwise(on_line):
        if token.kind != "string" or not token.closed or len(token.quote) != 1:
            continue
        apart = following.start - token.end
        if apart and (following.kind != "name" or following.is_keyword):
            continue
        if following.kind not in ("name", "number", "string"):
            continue
        quote = token.quote
        line_end = view.starts[line - 1] + len(view.lines[line - 1])
        last = view.text.rfind(quote, token.end, line_end)
        if last < token.end:
            continue
        opening = token.start + len(token.prefix)
        yield from _ends_before(view, token)
        inner = [place for place in range(opening + 1, last) if view.text[place] == quote]
        if not inner or len(inner) > 40:
            continue
        edits = tuple(Edit(place, place + 1, "’") for place in inner)
        words = {"quote": quote, "word": following.text}
        if apart and not _CLOSERS.match(view.text, last + 1, line_end):
            continue
        yield Repair("quote-inside-string", edits, token.start, token.end, 0.7 if apart else 0.5, token.text, words)
        return


def _ends_before(view: View, token: Token) -> Iterator[Repair]:
    """`["Wed, "Thu"]`: the text has no end of its own, so the start of the next one ends it."""
    inside = token.start + len(token.prefix) + 1
    words = {"quote": token.quote, "other": '"' if token.quote == "'" else "'"}
    for found in list(re.finditer(r",|\)|\]|\s\+", token.text[len(token.prefix) + 1 : -1]))[:4]:
        place = inside + found.start()
        yield Repair(
            "unclosed-string", (insertion(place, token.quote),), token.start, place, 0.48, token.text[:40], words
        )


def _triple(view: View, broken: Token) -> Iterator[Repair]:
    """The first of the triple-quoted strings whose end, put in, makes the rest sound is the one that lacks it."""
    triples = [token for token in view.tokens if token.kind == "string" and len(token.quote) == 3]
    # Where an end is missing, what should be text and what should be code change places from there on.
    holding_code = [one for one in triples if any(_looks_like_code(line.strip()) for line in one.text.split("\n")[1:])]
    chosen = list(dict.fromkeys([*holding_code[:4], *triples[:3], *triples[-2:]]))
    for number, token in enumerate(chosen):
        quotes = token.quote
        rank = 0.8 + 0.05 * number
        symbol = quotes
        for place in _block_ends(view, token):
            edits = (insertion(place, quotes),)
            yield Repair("unclosed-triple-quote", edits, token.start, token.start + 3, rank, symbol)
            rank += 0.001
        for found in list(re.finditer(rf"(?<!{quotes[0]}){quotes[0]}{{1,2}}(?=[ \t)]*(?:\n|$))", token.text))[:3]:
            if 3 < found.start() < len(token.text) - 3 or not token.closed:
                place = token.start + found.start()
                edits = (Edit(place, token.start + found.end(), quotes),)
                yield Repair("unclosed-triple-quote", edits, token.start, token.start + 3, rank - 0.4, symbol)
        yield from _unopened(view, token, rank)
        if token is broken:
            edits = (insertion(len(view.text.rstrip()), quotes),)
            yield Repair("unclosed-triple-quote", edits, token.start, token.start + 3, 2.0, symbol)


def _block_ends(view: View, token: Token) -> list[int]:
    """Ends of lines in a runaway string where its text may end: its first line, and before blank lines and code."""
    places = []
    last = view.line_at(max(token.start, token.end - 1))
    for number in range(token.line, min(last, token.line + 60) + 1):
        line = view.lines[number - 1]
        following = view.lines[number].strip() if number < len(view.lines) else ""
        end = view.starts[number - 1] + len(line.rstrip())
        if number == token.line or not following or _looks_like_code(following):
            if end >= token.start + 3:
                places.append(end)
            if number == token.line and line.rstrip().endswith(")"):
                places.append(end - 1)
    return places[:10]


def _looks_like_code(line: str) -> bool:
    return bool(
        re.match(
            r"(?:def|class|return|if|for|while|import|from|print|with|try|raise|self)\b.*[:()=]|return\b|\w+\s*[-+*]?=",
            line,
        )
    )


def _unopened(view: View, token: Token, rank: float) -> Iterator[Repair]:
    """The opening marks are missing or too few: what opens here was meant to close."""
    index = view.statement_index(token.line)
    if index < 0:
        return
    statement = view.statements[index]
    first = statement.tokens[0]
    if first.start < token.start and first.line == token.line and first.kind in ("name", "string", "number"):
        short = first.kind == "string" and first.text in ("''", '""')
        edit = Edit(first.start, first.end, token.quote) if short else insertion(first.start, token.quote)
        yield Repair("unopened-triple-quote", (edit,), first.start, token.end, rank - 0.1, token.quote)
    for above in range(index - 1, max(-1, index - 8), -1):
        if view.statements[above].tokens[-1].text == ":":
            start = view.statements[above + 1].tokens[0].start
            if start < token.start:
                edits = (insertion(start, token.quote),)
                yield Repair("unopened-triple-quote", edits, start, token.start, rank + 0.1, token.quote)
            return
