"""Block headers: colons, `else if`, conditions, loops."""

from collections.abc import Iterator

from ai_engine.analysis.syntax.place import Place
from ai_engine.analysis.syntax.repair import Edit, Repair, insertion, replacement

_CONDITIONAL = frozenset({"if", "elif", "while"})


def candidates(place: Place) -> Iterator[Repair]:
    """Repairs of a statement that starts a block, or should."""
    yield from _else_if(place)
    if place.is_header:
        yield from _colon(place)
        yield from _condition(place)
        yield from _for(place)
        yield from _range(place)
        yield from _with(place)
        yield from _except(place)
        yield from _else_behind(place)
    yield from _raise(place)
    yield from _colon_without_header(place)


def _else_if(place: Place) -> Iterator[Repair]:
    tokens = place.tokens
    if len(tokens) > 1 and tokens[0].text == "else" and tokens[1].text == "if":
        edits = [Edit(tokens[0].start, tokens[1].end, "elif")]
        yield place.repair("else-if", 0.05, 0, 1, *edits, certain=True)
        if tokens[-1].text != ":":
            yield place.repair("else-if", 0.06, 0, 1, *edits, insertion(tokens[-1].end, ":"), certain=True)
        if tokens[-1].text == ":" and len(tokens) == 3:
            edits = [Edit(tokens[0].start, tokens[1].end, "elif True")]
            yield place.repair("else-if", 0.07, 0, 1, *edits)
    elif [token.text for token in tokens[:3]] == ["else", ":", "if"]:
        yield place.repair("else-if", 0.1, 0, 2, Edit(tokens[0].start, tokens[2].end, "elif"))
    elif tokens[0].text == "else" and len(tokens) > 2 and tokens[1].text != ":":
        edits = [replacement(tokens[0], "elif")]
        yield place.repair("else-with-condition", 0.6, 0, len(tokens) - 1, *edits, symbol="else")
        if tokens[-1].text != ":":
            yield place.repair(
                "else-with-condition", 0.9, 0, len(tokens) - 1, *edits, insertion(tokens[-1].end, ":"), symbol="else"
            )


def _colon(place: Place) -> Iterator[Repair]:
    tokens = place.tokens
    header = tokens[0].text if tokens[0].text != "async" or len(tokens) < 2 else tokens[1].text
    last = len(tokens) - 1
    colons = [i for i in place.near if tokens[i].text == ":" and place.depths[i] == 0]
    if tokens[last].text in (";", ",", ".", "=", "->", "{", "::") or tokens[last].text in (
        "then",
        "do",
        "begin",
        "than",
    ):
        wrong = tokens[last].text
        cause = {"then": "then-for-colon", "do": "then-for-colon", "begin": "then-for-colon"}.get(
            wrong, "wrong-sign-for-colon"
        )
        yield place.repair(cause, 0.3, last, last, replacement(tokens[last], ":"), header=header)
    if tokens[last].text == ":" and last > 0 and tokens[last - 1].text in ("then", "do", ":", ";", ","):
        wrong_index = last - 1
        cause = "then-for-colon" if tokens[wrong_index].kind == "name" else "needless-sign"
        yield place.repair(cause, 0.3, wrong_index, wrong_index, replacement(tokens[wrong_index], " "), header=header)
    if tokens[last].text != ":":
        certain = header not in ("match", "case") and not colons and "expected ':'" in place.error.message
        edit = insertion(tokens[last].end, ":")
        yield Repair(
            "missing-colon",
            (edit,),
            tokens[last].end,
            tokens[last].end,
            0.2,
            header,
            {"header": header},
            certain=certain,
        )
    if not colons:
        # The body stands on the header's line: `if x > 3 print(x)`.
        for index in [i for i in place.near if i > 0 and place.depths[i] == 0]:
            starts_body = tokens[index].text in ("return", "break", "continue", "pass", "raise") or (
                tokens[index].kind == "name" and (index in place.gaps or header in ("else", "try", "finally"))
            )
            if starts_body:
                edit = insertion(tokens[index - 1].end, ":")
                at = tokens[index - 1].end
                yield Repair("missing-colon", (edit,), at, at, 0.5 + 0.01 * index, header, {"header": header})


def _condition(place: Place) -> Iterator[Repair]:
    tokens = place.tokens
    first = tokens[0].text
    if first in _CONDITIONAL and len(tokens) > 1 and tokens[1].text == ":":
        yield place.repair("missing-condition", 0.3, 0, 1, insertion(tokens[0].end, " True"), symbol=first)
    for index in place.near:
        if tokens[index].text == "=" and first in (*_CONDITIONAL, "assert", "return"):
            yield place.repair(
                "assignment-in-condition", 0.3, index, index, replacement(tokens[index], "=="), header=first
            )
            break


def _for(place: Place) -> Iterator[Repair]:
    tokens = place.tokens
    if tokens[0].text != "for":
        return
    texts = [token.text for token in tokens]
    if texts.count(";") >= 2:
        end = tokens[-1].end
        edit = Edit(tokens[0].start, end, "for _ in ():")
        yield place.repair("c-style-for", 0.1, 0, len(tokens) - 1, edit, symbol="for", certain=True)
    if "in" not in texts:
        for index in range(1, min(len(tokens), 8)):
            if texts[index] in ("of", "on", "im", "ni", "at", "from", "within", "inside", "="):
                cause = "for-with-equals" if texts[index] == "=" else "for-without-in"
                edit = replacement(tokens[index], "in" if tokens[index].kind == "name" else " in ")
                yield place.repair(cause, 0.3, index, index, edit, symbol=texts[index])
        for index in range(2, min(len(tokens), 8)):
            starts = tokens[index].kind in ("name", "string", "number") or texts[index] in ("(", "[", "{")
            if place.depths[index] <= 1 and starts and texts[index - 1] not in (",", "("):
                edit = insertion(tokens[index].start, "in ")
                yield place.repair("for-without-in", 0.5 + 0.01 * index, 0, index, edit, symbol="for")
    if texts[1:2] == ["in"]:
        yield place.repair("for-without-variable", 0.3, 0, 1, insertion(tokens[0].end, " _"), symbol="for")
    if "in" in texts:
        index = texts.index("in")
        if index + 1 < len(texts) and texts[index + 1] == ":":
            edit = insertion(tokens[index].end, " ()")
            yield place.repair("for-without-iterable", 0.3, index, index, edit, symbol="for")
    if len(texts) > 2 and texts[1] in ("each", "every", "all", "int", "var", "let", "auto", "const"):
        edit = Edit(tokens[1].start, tokens[2].start, "")
        yield place.repair("word-from-other-language", 0.3, 1, 1, edit, symbol=texts[1], certain=True)


def _range(place: Place) -> Iterator[Repair]:
    """`for i = 1 to 10:`, `for i in 1..10:`: a run of numbers as other languages write it."""
    tokens = place.tokens
    if tokens[0].text != "for":
        return
    for index in range(3, min(len(tokens) - 1, 12)):
        before, token, after = tokens[index - 1], tokens[index], tokens[index + 1]
        joined = token.kind == "number" == before.kind and token.text.startswith(".") and before.end == token.start
        is_word = token.text in ("to", "downto", "until", "through") and place.ends_value(index - 1)
        is_dots = token.text in ("..", "...") or (token.text == "." and after.text == ".")
        if joined or is_word or is_dots:
            shown = place.view.text[before.start : (token if joined else after).end]
            edit = Edit(tokens[0].start, tokens[-1].end, "for _ in ():")
            yield place.repair("range-in-words", 0.15, index - 1, index, edit, symbol=shown, certain=True)
            return


def _with(place: Place) -> Iterator[Repair]:
    """`with open(name) f:`."""
    tokens = place.tokens
    if tokens[0].text != "with":
        return
    for index in place.gaps:
        if place.depths[index] == 0 and tokens[index].kind == "name":
            edit = insertion(tokens[index].start, "as ")
            yield place.repair("with-without-as", 0.3, index - 1, index, edit, symbol=tokens[index].text)
    for index in place.near:
        if tokens[index].text == "=" and place.depths[index] == 0:
            edits = (Edit(tokens[0].end, tokens[-1].start, " _") if tokens[-1].text == ":" else Edit(0, 0, ""),)
            yield place.repair("with-without-as", 0.5, index, index, *edits, symbol=tokens[index - 1].text)


def _except(place: Place) -> Iterator[Repair]:
    tokens = place.tokens
    if tokens[0].text != "except":
        return
    for index in place.gaps:
        if place.depths[index] == 0 and tokens[index].kind == "name" and tokens[index + 1 :][:1] == tokens[-1:]:
            edit = insertion(tokens[index].start, "as ")
            yield place.repair("except-without-as", 0.3, index - 1, index, edit, symbol=tokens[index].text)
    for index in place.near:
        if tokens[index].text == "," and place.depths[index] == 0:
            edit = replacement(tokens[index], " as")
            yield place.repair("except-with-comma", 0.3, index, index, edit, symbol=",")
            edits = (insertion(tokens[1].start, "("), insertion(tokens[-2].end, ")"))
            yield place.repair("except-with-comma", 0.35, index, index, *edits, symbol=",")
            return


def _raise(place: Place) -> Iterator[Repair]:
    """`raise ValueError, "text"`."""
    tokens = place.tokens
    if len(tokens) < 4 or tokens[0].text != "raise" or tokens[2].text != ",":
        return
    edits = (replacement(tokens[2], "("), insertion(tokens[-1].end, ")"))
    yield place.repair("raise-with-comma", 0.2, 2, 2, *edits, symbol=",")


def _else_behind(place: Place) -> Iterator[Repair]:
    """`if x: a else: b` on one line."""
    tokens = place.tokens
    colons = [i for i in place.near if tokens[i].text == ":" and place.depths[i] == 0]
    if tokens[0].text not in ("if", "elif", "for", "while", "try") or not colons:
        return
    for index in range(colons[0] + 2, len(tokens)):
        if tokens[index].text in ("else", "elif", "except", "finally") and place.depths[index] == 0:
            if any(token.text == "if" for token in tokens[colons[0] + 1 : index]):
                return
            edit = Edit(tokens[index].start, tokens[-1].end, "")
            yield place.repair("two-statements-on-a-line", 0.5, index, index, edit)
            edit = insertion(tokens[index].start, "\n" + place.statement.indent)
            yield place.repair("two-statements-on-a-line", 0.45, index, index, edit)
            return


def _colon_without_header(place: Place) -> Iterator[Repair]:
    """`x > 3:` before an indented block lacks its keyword; `x = 3:` has a colon too many."""
    tokens = place.tokens
    last = len(tokens) - 1
    if place.is_header or last < 1 or tokens[last].text != ":":
        return
    if place.opens_block:
        is_call = (
            tokens[0].kind == "name" and len(tokens) > 3 and tokens[1].text == "(" and tokens[last - 1].text == ")"
        )
        if is_call:
            edit = insertion(tokens[0].start, "def ")
            yield place.repair("missing-def", 1.2, 0, last, edit, symbol=tokens[0].text)
        for rank, word in ((1.25, "if"), (1.3, "for")):
            if word == "for" and not any(token.text == "in" for token in tokens):
                continue
            edit = insertion(tokens[0].start, word + " ")
            yield place.repair("missing-block-keyword", rank, 0, last, edit, word=word)
        edit = Edit(tokens[0].start, tokens[last].start, "if 1")
        yield place.repair("missing-block-keyword", 2.6, 0, last, edit, word="if")
    edit = replacement(tokens[last], "")
    yield place.repair("needless-colon", 0.8 if not place.opens_block else 2.4, last, last, edit)
