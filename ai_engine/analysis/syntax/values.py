"""Two values side by side, and what is missing between them: a comma, an operator, quotes, parentheses, a new line."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ai_engine.analysis.syntax.known import BUILTINS, Names
from ai_engine.analysis.syntax.place import Place
from ai_engine.analysis.syntax.repair import Edit, Repair, insertion, replacement

_METHODS = frozenset(name for kind in (str, list, dict, set) for name in dir(kind) if not name.startswith("_"))
_STATEMENT_STARTS = frozenset({
    "return", "print", "break", "continue", "pass", "raise", "import", "from", "global", "del", "assert", "if",
    "for", "while", "def", "class", "with", "try"
})  # fmt: skip
_BRACKET_NAMES = {"(": "parentheses", "[": "list", "{": "dictionary or set"}


def candidates(place: Place) -> Iterator[Repair]:
    """Repairs of the gaps near the parser's place."""
    yield from _print(place)
    yield from _numbers(place)
    yield from _curly(place)
    gaps = sorted(place.gaps, key=lambda index: abs(index - place.error_index))[:8]
    for index in gaps:
        yield from _gap(place, index)
    yield from _next_statement(place)
    yield from _separators(place)


def _next_statement(place: Place) -> Iterator[Repair]:
    """`x = 5 return x`: a keyword that starts a statement, right behind a value."""
    tokens = place.tokens
    for index in place.near:
        token = tokens[index]
        if index and token.is_keyword and token.text in _STATEMENT_STARTS and place.ends_value(index - 1):
            if place.depths[index] or (place.is_header and not any(one.text == ":" for one in tokens[:index])):
                continue
            rank = 1.8 if token.text in ("if", "for") else 0.4
            edit = insertion(tokens[index - 1].end, ";")
            yield place.repair("two-statements-on-a-line", rank, index, index, edit, symbol=token.text)


def _print(place: Place) -> Iterator[Repair]:
    tokens = place.tokens
    for index in place.near:
        token = tokens[index]
        if token.text not in ("print", "exec") or index + 1 >= len(tokens) or token.kind != "name":
            continue
        following = tokens[index + 1]
        if following.text in ("(", ".", "=", ",", ")", ":", "]", "in", "is", "and", "or"):
            continue
        if index and tokens[index - 1].text not in (":", ";"):
            continue
        last = next((i - 1 for i in range(index + 1, len(tokens)) if tokens[i].text == ";"), len(tokens) - 1)
        if tokens[last].text == "," and last > index + 1:
            last -= 1
        edits = [Edit(token.end, following.start, "("), insertion(tokens[last].end, ")")]
        symbol = token.text
        yield place.repair("print-without-parentheses", 0.1, index, last, *edits, symbol=symbol, certain=True)
        edits = [Edit(token.end, tokens[last].end, "()")]
        yield place.repair("print-without-parentheses", 0.4, index, last, *edits, symbol=symbol)
        return


def _numbers(place: Place) -> Iterator[Repair]:
    tokens = place.tokens
    for index in place.near:
        token = tokens[index]
        if token.kind != "number":
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if re.fullmatch(r"0[0-9_]*[1-9][0-9_]*", token.text):
            edit = replacement(token, token.text.lstrip("0_"))
            yield place.repair("leading-zero", 0.2, index, index, edit)
        if following is None or following.start != token.end:
            continue
        symbol = token.text + following.text
        if following.kind == "number" and following.text.startswith("."):
            edit = Edit(token.start, following.end, token.text + following.text.replace(".", ""))
            yield place.repair("two-decimal-points", 0.2, index, index + 1, edit, symbol=symbol)
        elif following.kind == "name":
            after = tokens[index + 2].text if index + 2 < len(tokens) else ""
            is_target = index == 0 and after in ("=", "+=", "-=", "*=", "/=", ",", "[", ".")
            name = Edit(token.start, following.end, f"_{re.sub(r'[^0-9a-zA-Z_]', '_', symbol)}")
            yield place.repair(
                "name-starts-with-digit", 0.2 if is_target else 0.7, index, index + 1, name, symbol=symbol
            )
            if not is_target:
                times = insertion(token.end, " * ")
                long_word = len(following.text) > 2 and not Names(place).knows(following)
                rank = 0.8 if long_word else 0.4
                yield place.repair("missing-multiplication", rank, index, index + 1, times, symbol=symbol)


def _gap(place: Place, index: int) -> Iterator[Repair]:
    """What may be missing between the token before `index` and the one at it."""
    tokens = place.tokens
    before, after = tokens[index - 1], tokens[index]
    symbol = place.view.text[before.start : after.end] if before.line == after.line else before.text
    inside = place.depths[index] > 0
    between = Edit(before.end, after.start, ", ") if before.line == after.line else insertion(before.end, ",")
    if inside:
        encloser = place.enclosers[index]
        if encloser == "{" and before.line == after.line and _is_dictionary_key(place, index - 1):
            edit = insertion(before.end, ":")
            yield place.repair("missing-dictionary-colon", 0.3, index - 1, index, edit, symbol=symbol)
        texts = ("string" in (before.kind, after.kind)) or encloser in "[{"
        numbers_only = before.kind != "string" and after.kind != "string" and encloser == "("
        is_call = _is_call(place, index)
        rank = 0.5 if texts or is_call or not numbers_only else 0.8
        words = {
            "before": before.text[:30],
            "after": after.text[:30],
            "where": _BRACKET_NAMES.get(encloser, "brackets"),
        }
        at = index - 1
        yield Repair(
            "missing-comma", (between,), tokens[at].end, after.start if before.line == after.line else tokens[at].end,
            rank, symbol[:40], dict(words),
        )  # fmt: skip
        if not is_call and encloser == "(":
            operator = insertion(before.end, " +")
            yield place.repair("missing-operator", 0.6, index - 1, index, operator, symbol=symbol[:40])
    else:
        yield from _outside(place, index, symbol, between)


def _outside(place: Place, index: int, symbol: str, between: Edit) -> Iterator[Repair]:
    tokens = place.tokens
    before, after = tokens[index - 1], tokens[index]
    texts = [token.text for token in tokens]
    starts_assignment = (
        after.kind == "name" and index + 1 < len(tokens) and texts[index + 1] in ("=", "+=", "-=", "*=", "/=")
    )
    is_target = (
        index <= 4 and "=" in texts and texts.index("=") > index and all(t.kind == "name" for t in tokens[: index + 1])
    )
    if texts[0] in ("import", "from", "global", "nonlocal", "del"):
        yield place.repair(
            "missing-comma",
            0.4,
            index - 1,
            index,
            between,
            symbol=symbol,
            before=before.text,
            after=after.text,
            where=f"{texts[0]} statement",
        )
    if starts_assignment and is_target:
        joined = Edit(tokens[0].start, tokens[texts.index("=") - 1].end, "_".join(texts[: texts.index("=")]))
        yield place.repair("name-with-space", 0.6, 0, texts.index("=") - 1, joined)
    elif starts_assignment or after.text in _STATEMENT_STARTS:
        edit = insertion(before.end, ";")
        yield place.repair("two-statements-on-a-line", 0.4, index, index, edit, symbol=after.text)
    elif after.kind == "name" and index + 1 < len(tokens) and texts[index + 1] in ("(", "."):
        edit = insertion(before.end, ";")
        rank = 1.4 if texts[0] in ("return", "print") or before.kind == "string" else 1.0
        yield place.repair("two-statements-on-a-line", rank, index, index, edit, symbol=after.text)
    if before.text == ")" and texts[0] not in ("return", "if", "while", "elif", "assert") and "=" not in texts:
        edit = insertion(before.end, ";")
        yield place.repair("two-statements-on-a-line", 0.85, index, index, edit, symbol=after.text)
    name = f"{before.text}_{after.text}"
    if before.kind == "name" == after.kind and name in Names(place).bound:
        edit = Edit(before.start, after.end, name)
        yield place.repair("name-with-space", 0.25, index - 1, index, edit)
    called = index + 1 < len(tokens) and texts[index + 1] == "("
    if called and after.text in _METHODS and after.text not in BUILTINS and before.end < after.start:
        shown = {"before": before.text[:30], "after": after.text[:30]}
        dot = Edit(before.end, after.start, ".")
        yield replace(place.repair("missing-dot", 0.3, index - 1, index, dot, symbol=after.text), words=shown)
    operator = insertion(before.end, " +")
    rank = 0.9 if "=" in texts or texts[0] in ("return", "if", "while", "elif", "assert") else 1.3
    yield place.repair("missing-operator", rank, index - 1, index, operator, symbol=symbol[:40])
    if texts[0] in ("return", "for", "print") or is_target:
        shown = {"before": before.text[:30], "after": after.text[:30]}
        yield replace(place.repair("missing-comma", 1.1, index - 1, index, between, symbol=symbol), words=shown)
    if index == 1 and before.kind == "name" and after.kind in ("string", "number", "name") and not place.is_header:
        last = len(tokens) - 1
        edits = [Edit(before.end, after.start, "("), insertion(tokens[last].end, ")")]
        names = Names(place)
        known = before.text in BUILTINS or names.knows(before)
        called = before.text in names.callable or before.text.lower() in BUILTINS
        if not called and not before.is_keyword:
            equals = insertion(before.end, " =")
            rank = 0.65 if after.kind != "name" or names.knows(after) else 0.95
            yield place.repair("missing-equals", rank, 0, 0, equals, symbol=before.text)
        yield place.repair("call-without-parentheses", 0.7 if known else 1.5, 0, last, *edits, symbol=before.text)
    elif before.kind == "name" and before.text in BUILTINS:
        end = next(
            (i for i in range(index, len(tokens)) if place.depths[i] == 0 and texts[i] in (":", ";")), len(tokens)
        )
        edits = [Edit(before.end, after.start, "("), insertion(tokens[end - 1].end, ")")]
        yield place.repair("call-without-parentheses", 0.6, index - 1, end - 1, *edits, symbol=before.text)


def _curly(place: Place) -> Iterator[Repair]:
    """`ages{name}`: an index in curly braces."""
    tokens = place.tokens
    for index in place.near:
        if index and tokens[index].text == "{" and tokens[index - 1].end == tokens[index].start:
            close = next(
                (i for i in range(index + 1, len(tokens)) if place.depths[i] == place.depths[index]), len(tokens) - 1
            )
            if place.ends_value(index - 1) and tokens[close].text == "}" and tokens[index - 1].kind == "name":
                edits = (replacement(tokens[index], "["), replacement(tokens[close], "]"))
                yield place.repair("curly-index", 0.3, index, close, *edits, symbol=tokens[index - 1].text)


def _is_call(place: Place, index: int) -> bool:
    """Whether the bracket around a token belongs to a call."""
    depth = place.depths[index]
    for earlier in range(index - 1, -1, -1):
        if place.depths[earlier] == depth - 1 and place.tokens[earlier].text == "(":
            return earlier > 0 and place.tokens[earlier - 1].kind == "name" and place.ends_value(earlier - 1)
    return False


def _is_dictionary_key(place: Place, index: int, shown: str = "") -> bool:
    """Whether a token may be a key: it follows `{` or a comma, and its dictionary has other colons.

    A text may be one without other colons too, unless `shown` asks for one.
    """
    tokens = place.tokens
    if index == 0 or tokens[index - 1].text not in ("{", ","):
        return False
    depth = place.depths[index]
    if tokens[index - 1].text == "{" and "for" in [one.text for one in tokens[index : index + 12]]:
        return True
    others = any(tokens[i].text == ":" and place.depths[i] == depth for i in place.near)
    return others or (not shown and tokens[index].kind == "string")


def _key_before_bracket(place: Place, index: int) -> bool:
    """`{"a" [1, 2]}`: a key whose value stands right behind it in brackets."""
    tokens = place.tokens
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return tokens[index - 1].text in ("{", ",") and after in ("[", "(", "{")


def _lacks_value(place: Place, index: int) -> bool:
    """Whether a token in braces stands alone between commas although other entries have colons."""
    tokens = place.tokens
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if tokens[index - 1].text not in ("{", ",") or after not in (",", "}"):
        return False
    return any(tokens[i].text == ":" and place.enclosers[i] == "{" for i in place.near)


def _separators(place: Place) -> Iterator[Repair]:
    """Wrong or doubled signs between the elements of a bracket."""
    tokens = place.tokens
    for index in place.near:
        token = tokens[index]
        encloser = place.enclosers[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if not encloser and token.text != ",":
            continue
        if token.text == "=" and encloser == "(" and tokens[index - 1].text[1:-1].isidentifier():
            before = tokens[index - 1]
            if before.kind == "string" and tokens[index - 2].text in ("(", ","):
                edit = replacement(before, before.text[1:-1])
                yield place.repair("text-as-argument-name", 0.4, index - 1, index, edit, symbol=before.text)
        if token.text == ";" and encloser == "{" and _is_dictionary_key(place, index - 1, ":"):
            edit = replacement(token, ":")
            yield place.repair("missing-dictionary-colon", 0.35, index - 1, index, edit)
        if token.text == ";" and encloser:
            edit = replacement(token, ",")
            yield place.repair("semicolon-for-comma", 0.4, index, index, edit, certain=True)
        elif token.text == "," and following is not None and following.text == ",":
            yield place.repair("doubled-comma", 0.4, index, index + 1, replacement(following, ""), certain=True)
        elif token.text == "," and index and tokens[index - 1].text in ("(", "[", "{"):
            yield place.repair("doubled-comma", 0.7, index, index, replacement(token, ""))
        elif token.kind == "string" and encloser == "{" and _key_before_bracket(place, index):
            edit = insertion(token.end, ":")
            yield place.repair("missing-dictionary-colon", 0.35, index, index, edit)
        elif token.kind in ("string", "name", "number") and encloser == "{" and _lacks_value(place, index):
            edit = insertion(token.end, ": 0")
            yield place.repair("missing-dictionary-value", 0.45, index, index, edit)
        elif token.text == "=" and encloser == "{":
            yield place.repair("equals-in-dictionary", 0.3, index, index, replacement(token, ":"))
        elif token.text == ":" and encloser == "(":
            yield place.repair("colon-for-comma", 1.0, index, index, replacement(token, ","))
            names_argument = index > 1 and tokens[index - 1].kind == "name" and tokens[index - 2].text in ("(", ",")
            rank = 0.9 if names_argument and _is_call(place, index) else 1.1
            yield place.repair("colon-for-equals", rank, index, index, replacement(token, "="))
        elif token.text == "," and following is not None and following.text in ("for", "if"):
            if any(tokens[i].text == "for" and place.depths[i] == place.depths[index] for i in place.near):
                edit = replacement(token, "")
                yield place.repair("comma-in-comprehension", 0.3, index, index + 1, edit, symbol=following.text)
        elif token.text == "," and encloser == "{":
            yield place.repair("comma-for-dictionary-colon", 1.2, index, index, replacement(token, ":"))
        elif token.text == ":" and encloser == "{" and following is not None and following.text in (",", "}"):
            edit = insertion(token.end, " 0")
            yield place.repair("missing-dictionary-value", 0.4, index, index, edit)
        elif token.text == ":" and encloser == "[":
            yield place.repair("colon-for-comma", 1.3, index, index, replacement(token, ","))
        elif token.text == "." and encloser and following is not None and following.start > token.end:
            yield place.repair("dot-for-comma", 1.0, index, index, replacement(token, ","))
