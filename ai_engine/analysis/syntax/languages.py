"""Statements in other languages' style."""

from collections.abc import Iterator

from ai_engine.analysis.syntax.place import Place
from ai_engine.analysis.syntax.repair import Edit, Repair, insertion, replacement

_DECLARERS = frozenset({
    "var", "let", "const", "int", "float", "double", "string", "String", "str", "bool", "boolean", "char", "long",
    "short", "byte", "auto", "dim", "Dim", "final", "static", "public", "private", "mut", "val", "list",
    "dict", "unsigned", "void"
})  # fmt: skip
_FUNCTIONS = frozenset(["function", "func", "fn", "fun", "sub", "procedure", "define", "method", "proc"])
_OTHER_WORDS = {
    "switch": "match", "elseif": "elif", "elsif": "elif", "foreach": "for", "catch": "except", "until": "while",
    "unless": "if", "repeat": "while", "loop": "while", "do": "while", "try:": "try", "throw": "raise",
    "throws": "raise", "include": "import", "require": "import", "using": "import", "echo": "print", "puts": "print",
    "printf": "print", "default": "else", "when": "case", "select": "match", "struct": "class", "interface": "class",
    "otherwise": "else", "begin": "", "end": "", "fi": "", "done": "", "endif": "", "endfor": "", "wend": "",
}  # fmt: skip
_INHERITING = frozenset(["extends", "inherits", "implements", "from", "of", "is"])


def candidates(place: Place) -> Iterator[Repair]:
    """Repairs of statements that look like another language's."""
    yield from _declarations(place)
    yield from _functions(place)
    yield from _classes(place)
    yield from _other_words(place)
    yield from _ternary(place)
    yield from _comments(place)
    yield from _characters(place)


def _declarations(place: Place) -> Iterator[Repair]:
    """`int x = 3`, `var x = 3`, `let x`."""
    tokens = place.tokens
    count = 0
    if len(tokens) > 4 and tokens[0].text in _DECLARERS and [one.text for one in tokens[1:3]] == ["[", "]"]:
        count = 3 if tokens[3].kind == "name" else 0
    while count < len(tokens) - 1 and tokens[count].text in _DECLARERS and tokens[count + 1].kind == "name":
        count += 1
    if not count:
        return
    after = tokens[count + 1].text if count + 1 < len(tokens) else ""
    if after not in ("", "=", ";", ",", ":"):
        return
    edits = [Edit(tokens[0].start, tokens[count].start, "")]
    name = tokens[count].text
    yield place.repair("declaration-word", 0.2, 0, count, *edits, symbol=tokens[0].text, certain=True, name=name)


def _functions(place: Place) -> Iterator[Repair]:
    """`function f(x):`."""
    tokens = place.tokens
    if tokens[0].text == "def" and len(tokens) > 2 and tokens[1].text in _FUNCTIONS and tokens[2].kind == "name":
        edit = Edit(tokens[1].start, tokens[2].start, "")
        yield place.repair("function-word", 0.2, 0, 1, edit, symbol=tokens[1].text, certain=True)
    words = 0
    while words < len(tokens) - 2 and tokens[words].text in _DECLARERS:
        words += 1
    if words and tokens[words].kind == "name" and tokens[words + 1].text == "(" and place.opens_block:
        edits = [Edit(tokens[0].start, tokens[words].start, "def ")]
        if tokens[-1].text != ":":
            edits.append(insertion(tokens[-1].end, ":"))
        yield place.repair("function-word", 0.2, 0, words - 1, *edits)
    if tokens[0].text not in _FUNCTIONS or len(tokens) < 3 or tokens[1].kind != "name":
        return
    last = len(tokens) - 1
    edits = [replacement(tokens[0], "def")]
    yield place.repair("function-word", 0.2, 0, 0, *edits, symbol=tokens[0].text, certain=True)
    if tokens[last].text != ":":
        edits = [*edits, insertion(tokens[last].end, ":")]
        yield place.repair("function-word", 0.3, 0, 0, *edits, symbol=tokens[0].text, certain=True)


def _classes(place: Place) -> Iterator[Repair]:
    """`class Dog extends Animal:`, and `Dog rex = Dog()` where Dog is a class."""
    tokens = place.tokens
    texts = [token.text for token in tokens]
    if texts[0] == "class" and len(tokens) > 3 and texts[2] in _INHERITING and tokens[3].kind == "name":
        edit = Edit(tokens[1].end, tokens[3].end, "(_)")
        shown = "parentheses behind the class's name"
        for edits in ((edit,), (edit, insertion(tokens[-1].end, ":"))):
            yield place.repair("word-of-other-language", 0.3, 2, 2, *edits, symbol=texts[2], python=shown)
    two_names = len(tokens) > 3 and tokens[0].kind == "name" == tokens[1].kind and not tokens[1].is_keyword
    if not two_names or texts[2] != "=" or not texts[0][:1].isupper():
        return
    if texts[3] in (texts[0], "new") or _is_class(place, texts[0]):
        edit = Edit(tokens[0].start, tokens[1].start, "")
        yield place.repair("type-before-name", 0.3, 0, 1, edit, symbol=texts[0])


def _is_class(place: Place, name: str) -> bool:
    return any(
        statement.first == "class" and len(statement.tokens) > 1 and statement.tokens[1].text == name
        for statement in place.view.statements
    )


def _other_words(place: Place) -> Iterator[Repair]:
    """`switch`, `catch`, `throw`, `new` and their like."""
    tokens = place.tokens
    for index in place.near:
        if tokens[index].text == "new" and index + 2 < len(tokens) and tokens[index + 2].text in ("(", "."):
            edit = Edit(tokens[index].start, tokens[index + 1].start, "")
            python = "the class's name alone"
            yield place.repair("word-of-other-language", 0.3, index, index, edit, python=python)
    word = _OTHER_WORDS.get(tokens[0].text)
    if word is None:
        return
    after = tokens[1].text if len(tokens) > 1 else ""
    if after in ("=", ".", "+=", "[", ",") or (after == "(" and not place.opens_block and tokens[-1].text != ":"):
        return
    first = tokens[0]
    symbol = first.text
    last = len(tokens) - 1
    python = word or "indentation"
    edits: tuple[Edit, ...]
    if word == "match" and tokens[last].text == ":":
        yield place.repair("word-of-other-language", 0.35, 0, 0, replacement(first, word), symbol=symbol, python=python)
    if word in ("print", "raise", "import"):
        edits = (Edit(first.start, tokens[last].end, "pass"),)
    elif word in ("match", "class") or not word:
        stand_in = "if 1:" if place.opens_block else "pass"
        edits = (Edit(first.start, tokens[last].end, stand_in),)
    elif word == "except" and after == "(":
        edits = (Edit(first.start, tokens[last].end, "except Exception:"),)
    else:
        edits = (replacement(first, word),)
    yield place.repair("word-of-other-language", 0.4, 0, 0, *edits, symbol=symbol, python=python)
    if place.opens_block and word not in ("", "print", "raise", "import", "match"):
        stand_in = {"except": "except Exception:", "else": "else:", "class": "class _:"}.get(word, "if 1:")
        edits = (Edit(first.start, tokens[last].end, stand_in),)
        yield place.repair("word-of-other-language", 0.6, 0, 0, *edits, symbol=symbol, python=python)


def _ternary(place: Place) -> Iterator[Repair]:
    """`condition ? a : b`."""
    tokens = place.tokens
    for index in place.near:
        if tokens[index].text != "?":
            continue
        colon = next((i for i in range(index + 1, len(tokens)) if tokens[i].text == ":"), None)
        if colon is not None:
            edits = [replacement(tokens[index], " and "), replacement(tokens[colon], " or ")]
            yield place.repair("foreign-ternary", 0.2, index, colon, *edits, symbol="? :", certain=True)
        else:
            edit = replacement(tokens[index], "")
            yield place.repair("unknown-sign", 0.8, index, index, edit)


def _comments(place: Place) -> Iterator[Repair]:
    """`x = 3 // the number of rounds`."""
    tokens = place.tokens
    for index in place.near:
        token = tokens[index]
        if index and token.text == "//" and any(gap > index for gap in place.gaps):
            line_end = place.view.starts[token.line - 1] + len(place.view.lines[token.line - 1])
            edit = Edit(token.start, line_end, "")
            yield place.repair("foreign-comment", 0.45, index, index, edit, symbol="//")
        elif (index and token.text == "--") or (
            token.text == "-" and index == 0 and len(tokens) > 2 and tokens[1].text == "-"
        ):
            line_end = place.view.starts[token.line - 1] + len(place.view.lines[token.line - 1])
            edit = Edit(token.start, line_end, "pass")
            yield place.repair("foreign-comment", 1.2, index, index, edit, symbol="--")


def _characters(place: Place) -> Iterator[Repair]:
    """Signs that mean nothing in Python: $ ? ! and the backtick."""
    tokens = place.tokens
    others = [i for i in place.near if tokens[i].kind == "other" and tokens[i].text in "$?!`"]
    if not others:
        return
    ticks = [i for i in others if tokens[i].text == "`"]
    if len(ticks) >= 2:
        edits = [replacement(tokens[i], " ") for i in ticks]
        yield place.repair("backticks", 0.4, ticks[0], ticks[1], *edits, symbol="`")
    edits = [replacement(tokens[i], "") for i in others]
    symbol = tokens[others[0]].text
    cause = "dollar-name" if symbol == "$" else "unknown-sign"
    yield place.repair(cause, 0.5, others[0], others[0], *edits, symbol=symbol)
    first = others[0]
    yield place.repair(cause, 0.55, first, first, replacement(tokens[first], ""), symbol=symbol)
