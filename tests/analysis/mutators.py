"""Builders of programs with one known syntax error: each takes a sound program and breaks it in one place.

A mutator is a function of a program's text and a random source. It gives the broken text, the lines that count as the
right place, and the causes that count as right; None where the program offers no place for it.
"""

import io
import itertools
import random
import re
import tokenize
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Broken:
    """A program with one known error."""

    text: str
    lines: frozenset[int]
    causes: frozenset[str]


Mutator = Callable[[str, random.Random], Broken | None]
MUTATORS: dict[str, Mutator] = {}


def mutator(function: Mutator) -> Mutator:
    MUTATORS[function.__name__] = function
    return function


def _tokens(text: str) -> list[tokenize.TokenInfo]:
    return list(tokenize.generate_tokens(io.StringIO(text).readline))


def _cut(text: str, token: tokenize.TokenInfo, new: str) -> str:
    lines = text.split("\n")
    (row, start), (_, end) = token.start, token.end
    lines[row - 1] = lines[row - 1][:start] + new + lines[row - 1][end:]
    return "\n".join(lines)


def _choose(places, rng):
    places = list(places)
    return rng.choice(places) if places else None


def _broken(text, lines, *causes):
    return Broken(text, frozenset([lines] if isinstance(lines, int) else lines), frozenset(causes))


def _headers(text):
    """(line index, text) of one-line block headers."""
    return [
        (i, line)
        for i, line in enumerate(text.split("\n"))
        if re.match(r"\s*(if|elif|else|for|while|def|class|try|except|with)\b.*:\s*$", line)
        and line.count("(") == line.count(")")
    ]


def _replace_line(text, index, line):
    lines = text.split("\n")
    lines[index] = line
    return "\n".join(lines)


def _indent(line):
    return len(line) - len(line.lstrip(" "))


def _bracket_pairs(text):
    stack, pairs = [], []
    for token in _tokens(text):
        if token.type == tokenize.OP and token.string in "([{":
            stack.append(token)
        elif token.type == tokenize.OP and token.string in ")]}":
            pairs.append((stack.pop(), token))
    return pairs


@mutator
def colon_dropped(text, rng):
    place = _choose(_headers(text), rng)
    if not place:
        return None
    index, line = place
    return _broken(_replace_line(text, index, line.rstrip()[:-1]), index + 1, "missing-colon")


@mutator
def colon_to_semicolon(text, rng):
    place = _choose(_headers(text), rng)
    if not place:
        return None
    index, line = place
    return _broken(
        _replace_line(text, index, line.rstrip()[:-1] + ";"), index + 1, "wrong-sign-for-colon", "missing-colon"
    )


@mutator
def closing_bracket_dropped(text, rng):
    pair = _choose(_bracket_pairs(text), rng)
    if not pair:
        return None
    return _broken(_cut(text, pair[1], ""), pair[0].start[0], "unclosed-bracket", "mismatched-brackets")


@mutator
def opening_bracket_dropped(text, rng):
    pair = _choose(_bracket_pairs(text), rng)
    if not pair:
        return None
    return _broken(
        _cut(text, pair[0], " "),
        {pair[0].start[0], pair[1].start[0]},
        "unmatched-closing-bracket",
        "missing-opening-bracket",
        "mismatched-brackets",
        "def-without-parentheses",
        "print-without-parentheses",
    )


@mutator
def bracket_of_other_kind(text, rng):
    pair = _choose(_bracket_pairs(text), rng)
    if not pair:
        return None
    other = rng.choice([c for c in ")]}" if c != pair[1].string])
    return _broken(
        _cut(text, pair[1], other),
        {pair[0].start[0], pair[1].start[0]},
        "mismatched-brackets",
        "unclosed-bracket",
        "unmatched-closing-bracket",
    )


@mutator
def closing_bracket_added(text, rng):
    pair = _choose(_bracket_pairs(text), rng)
    if not pair:
        return None
    return _broken(
        _cut(text, pair[1], pair[1].string + ")"),
        pair[1].start[0],
        "unmatched-closing-bracket",
        "mismatched-brackets",
        "missing-opening-bracket",
    )


def _strings(text):
    return [
        t
        for t in _tokens(text)
        if t.type == tokenize.STRING
        and t.start[0] == t.end[0]
        and not re.match(r"[a-zA-Z]*('''|\"\"\")", t.string)
        and len(t.string) > 3
    ]


@mutator
def closing_quote_dropped(text, rng):
    token = _choose(_strings(text), rng)
    if not token:
        return None
    return _broken(
        _cut(text, token, token.string[:-1]),
        token.start[0],
        "unclosed-string",
        "missing-opening-quote",
        "mismatched-quotes",
        "quote-inside-string",
        "escaped-closing-quote",
    )


@mutator
def opening_quote_dropped(text, rng):
    token = _choose(_strings(text), rng)
    if not token or token.string[0] not in "'\"":
        return None
    return _broken(
        _cut(text, token, token.string[1:]),
        token.start[0],
        "unclosed-string",
        "missing-opening-quote",
        "mismatched-quotes",
        "quote-inside-string",
    )


@mutator
def quotes_of_two_kinds(text, rng):
    token = _choose(_strings(text), rng)
    if not token:
        return None
    other = "'" if token.string[-1] == '"' else '"'
    return _broken(
        _cut(text, token, token.string[:-1] + other),
        token.start[0],
        "mismatched-quotes",
        "unclosed-string",
        "missing-opening-quote",
    )


@mutator
def quotes_left_out(text, rng):
    token = _choose([t for t in _strings(text) if t.string[0] in "'\"" and " " in t.string[2:-2].strip()], rng)
    if not token:
        return None
    return _broken(
        _cut(text, token, token.string[1:-1]),
        token.start[0],
        "text-without-quotes",
        "comment-without-hash",
    )


@mutator
def apostrophe_inside(text, rng):
    token = _choose([t for t in _strings(text) if t.string[0] == "'" and re.search(r"[a-z]{3}", t.string)], rng)
    if not token:
        return None
    at = re.search(r"[a-z]{2}", token.string).end()
    return _broken(
        _cut(text, token, token.string[:at] + "'" + token.string[at:]),
        token.start[0],
        "quote-inside-string",
        "unclosed-string",
        "missing-opening-quote",
    )


@mutator
def smart_quotes(text, rng):
    token = _choose([t for t in _strings(text) if t.string[0] in "'\""], rng)
    if not token:
        return None
    return _broken(_cut(text, token, "“" + token.string[1:-1] + "”"), token.start[0], "smart-quotes")


@mutator
def docstring_unclosed(text, rng):
    token = _choose([t for t in _tokens(text) if t.type == tokenize.STRING and t.string.startswith('"""')], rng)
    if not token:
        return None
    lines = text.split("\n")
    row, column = token.end
    lines[row - 1] = lines[row - 1][: column - 3] + lines[row - 1][column:]
    return _broken("\n".join(lines), set(range(token.start[0], row + 1)), "unclosed-triple-quote")


@mutator
def equals_in_condition(text, rng):
    place = _choose([t for t in _tokens(text) if t.string == "==" and re.match(r"\s*(if|elif|while)\b", t.line)], rng)
    if not place:
        return None
    return _broken(_cut(text, place, "="), place.start[0], "assignment-in-condition", "assignment-for-comparison")


@mutator
def else_if(text, rng):
    place = _choose([t for t in _tokens(text) if t.string == "elif"], rng)
    return _broken(_cut(text, place, "else if"), place.start[0], "else-if") if place else None


@mutator
def elseif(text, rng):
    place = _choose([t for t in _tokens(text) if t.string == "elif"], rng)
    word = rng.choice(["elseif", "elsif", "eilf", "elf"])
    return (
        _broken(_cut(text, place, word), place.start[0], "misspelt-keyword", "word-of-other-language")
        if place
        else None
    )


@mutator
def else_with_condition(text, rng):
    place = _choose([t for t in _tokens(text) if t.string == "elif"], rng)
    return _broken(_cut(text, place, "else"), place.start[0], "else-with-condition", "missing-colon") if place else None


@mutator
def comma_dropped(text, rng):
    tokens = _tokens(text)
    places = []
    depth = 0
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.type == tokenize.OP and token.string in "([{":
            depth += 1
        elif token.type == tokenize.OP and token.string in ")]}":
            depth -= 1
        elif token.string == "," and depth and before.string not in ")]" and after.start[0] == token.start[0]:
            values = after.type in (tokenize.NAME, tokenize.NUMBER, tokenize.STRING)
            if values and not before.type == after.type == tokenize.STRING:
                places.append(token)
    place = _choose(places, rng)
    return (
        _broken(
            _cut(text, place, " "), place.start[0], "missing-comma", "missing-operator", "missing-comma-or-operator"
        )
        if place
        else None
    )


@mutator
def comma_dropped_at_line_end(text, rng):
    tokens = _tokens(text)
    places = [
        token
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if token.string == ","
        and after.type == tokenize.NL
        and before.string not in ")]"
        and before.type != tokenize.STRING
    ]
    place = _choose(places, rng)
    if not place:
        return None
    return _broken(
        _cut(text, place, ""),
        {place.start[0], place.start[0] + 1},
        "missing-comma",
        "missing-operator",
        "missing-comma-or-operator",
    )


@mutator
def keyword_as_name(text, rng):
    names = sorted(
        {m.group(1) for m in re.finditer(r"^\s*(\w+) = ", text, re.M)}
        | {m.group(1) for m in re.finditer(r"def \w+\((\w+)[,)]", text)}
    )
    name = _choose([n for n in names if n not in ("self",) and n.islower()], rng)
    if not name:
        return None
    word = rng.choice(["class", "for", "from", "in", "is", "lambda", "pass", "import", "def", "global", "with"])
    new = re.sub(rf"(?<![\w.'\"]){name}(?![\w'\"])", word, text)
    changed = {i for i, (a, b) in enumerate(zip(text.split("\n"), new.split("\n"), strict=False), 1) if a != b}
    return _broken(new, changed, "keyword-as-name")


def _body_lines(text):
    """Indexes of lines that follow a header and are deeper."""
    lines = text.split("\n")
    return [
        i + 1
        for i, line in _headers(text)
        if i + 1 < len(lines)
        and _indent(lines[i + 1]) > _indent(line)
        and lines[i + 1].strip()
        and not lines[i + 1].strip().startswith(("#", '"""', "'''"))
    ]


@mutator
def body_dedented(text, rng):
    index = _choose(_body_lines(text), rng)
    if index is None:
        return None
    lines = text.split("\n")
    return _broken(
        _replace_line(text, index, " " * _indent(lines[index - 1]) + lines[index].lstrip()),
        index + 1,
        "body-not-indented",
        "missing-block",
    )


@mutator
def line_indented(text, rng):
    lines = text.split("\n")
    body = set(_body_lines(text))
    starts = _statement_lines(text)
    places = [
        i
        for i in starts
        if i not in body
        and i
        and lines[i - 1].strip()
        and not re.match(r"\s*(else|elif|except|finally)\b", lines[i])
        and not lines[i].rstrip().endswith(":")
        and _indent(lines[i - 1]) == _indent(lines[i])
    ]
    index = _choose(places, rng)
    if index is None:
        return None
    return _broken(_replace_line(text, index, "    " + lines[index]), index + 1, "unexpected-indent")


def _statement_lines(text):
    found, fresh = [], True
    for token in _tokens(text):
        if token.type in (tokenize.INDENT, tokenize.DEDENT, tokenize.NL, tokenize.COMMENT):
            continue
        if fresh and token.type != tokenize.ENDMARKER:
            found.append(token.start[0] - 1)
        fresh = token.type == tokenize.NEWLINE
    return found


@mutator
def line_dedented(text, rng):
    lines = text.split("\n")
    starts = _statement_lines(text)
    places = [
        b
        for a, b, c in zip(starts, starts[1:], starts[2:], strict=False)
        if _indent(lines[a]) == _indent(lines[b]) == _indent(lines[c]) >= 4
        and not lines[b].rstrip().endswith(":")
        and b == a + 1
    ]
    index = _choose(places, rng)
    if index is None:
        return None
    return _broken(
        _replace_line(text, index, lines[index][4:]),
        index + 1,
        "dedented-line",
        "inconsistent-dedent",
        "unexpected-indent",
        "return-outside-function",
        "break-outside-loop",
    )


@mutator
def line_off_by_one(text, rng):
    lines = text.split("\n")
    places = [
        i
        for i in _statement_lines(text)
        if _indent(lines[i]) >= 4 and not re.match(r"\s*(else|elif|except|finally)\b", lines[i])
    ]
    index = _choose(places, rng)
    if index is None:
        return None
    new = lines[index][1:] if rng.random() < 0.5 else " " + lines[index]
    return _broken(
        _replace_line(text, index, new),
        index + 1,
        "inconsistent-dedent",
        "unexpected-indent",
        "inconsistent-indent",
        "body-not-indented",
        "dedented-line",
    )


@mutator
def else_moved(text, rng):
    lines = text.split("\n")
    places = [i for i, line in enumerate(lines) if re.match(r"\s*(else|elif .*|except.*):\s*$", line)]
    index = _choose(places, rng)
    if index is None:
        return None
    new = "    " + lines[index] if _indent(lines[index]) < 4 or rng.random() < 0.5 else lines[index][4:]
    return _broken(
        _replace_line(text, index, new),
        index + 1,
        "misplaced-else",
        "else-without-if",
        "inconsistent-dedent",
        "unexpected-indent",
        "missing-block",
    )


@mutator
def tab_for_spaces(text, rng):
    lines = text.split("\n")
    places = [i for i in _statement_lines(text) if _indent(lines[i]) >= 4 and _indent(lines[i]) % 4 == 0]
    index = _choose(places, rng)
    if index is None:
        return None
    return _broken(
        _replace_line(text, index, "\t" * (_indent(lines[index]) // 4) + lines[index].lstrip()), index + 1, "mixed-tabs"
    )


@mutator
def body_removed(text, rng):
    lines = text.split("\n")
    places = []
    for i, line in _headers(text):
        j = i + 1
        while j < len(lines) and (not lines[j].strip() or _indent(lines[j]) > _indent(line)):
            j += 1
        if j > i + 1 and '"""' not in "\n".join(lines[i:j]):
            places.append((i, j))
    place = _choose(places, rng)
    if not place:
        return None
    i, j = place
    new = [*lines[: i + 1], "", *lines[j:]]
    return _broken("\n".join(new), i + 1, "missing-block", "comment-only-block", "try-without-except")


@mutator
def body_commented_out(text, rng):
    lines = text.split("\n")
    places = [i for i in _body_lines(text) if i + 1 >= len(lines) or _indent(lines[i + 1]) < _indent(lines[i])]
    index = _choose(places, rng)
    if index is None:
        return None
    line = lines[index]
    return _broken(
        _replace_line(text, index, line[: _indent(line)] + "# " + line.lstrip()),
        {index, index + 1},
        "missing-block",
        "comment-only-block",
    )


@mutator
def print_statement(text, rng):
    places = [
        (i, m) for i, line in enumerate(text.split("\n")) if (m := re.match(r"^(\s*)print\(([^()]+)\)\s*$", line))
    ]
    place = _choose(places, rng)
    if not place:
        return None
    i, m = place
    return _broken(_replace_line(text, i, f"{m.group(1)}print {m.group(2)}"), i + 1, "print-without-parentheses")


@mutator
def increment(text, rng):
    places = [
        (i, m) for i, line in enumerate(text.split("\n")) if (m := re.match(r"^(\s*)([\w.\[\]]+) ([-+])= 1\s*$", line))
    ]
    place = _choose(places, rng)
    if not place:
        return None
    i, m = place
    return _broken(_replace_line(text, i, f"{m.group(1)}{m.group(2)}{m.group(3) * 2}"), i + 1, "increment-operator")


@mutator
def foreign_logic(text, rng):
    place = _choose([t for t in _tokens(text) if t.type == tokenize.NAME and t.string in ("and", "or")], rng)
    if not place:
        return None
    return _broken(
        _cut(text, place, "&&" if place.string == "and" else "||"), place.start[0], "foreign-logical-operator"
    )


@mutator
def foreign_not(text, rng):
    places = [
        t
        for a, t in zip(_tokens(text), _tokens(text)[1:], strict=False)
        if t.string == "not" and a.string not in ("is",) and not t.line[t.end[1] :].strip().startswith("in ")
    ]
    place = _choose(places, rng)
    if not place:
        return None
    text2 = _cut(text, place, "!").replace("! ", "!", 1)
    return _broken(text2, place.start[0], "foreign-logical-operator")


@mutator
def keyword_misspelt(text, rng):
    slips = {
        "def": "dfe",
        "while": "whlie",
        "return": "retrun",
        "for": "fro",
        "import": "improt",
        "else": "esle",
        "if": "fi",
        "class": "calss",
        "except": "exept",
        "try": "tyr",
        "in": "im",
        "elif": "elfi",
        "with": "wiht",
    }
    place = _choose([t for t in _tokens(text) if t.string in slips and t.type == tokenize.NAME], rng)
    if not place:
        return None
    causes = ["misspelt-keyword", "for-without-in"]
    return _broken(_cut(text, place, slips[place.string]), place.start[0], *causes)


@mutator
def keyword_capital(text, rng):
    place = _choose(
        [t for t in _tokens(text) if t.string in ("def", "while", "return", "for", "else", "if", "elif", "import")], rng
    )
    return (
        _broken(_cut(text, place, place.string.capitalize()), place.start[0], "keyword-in-capitals") if place else None
    )


@mutator
def in_dropped(text, rng):
    place = _choose([t for t in _tokens(text) if t.string == "in" and re.match(r"\s*for\b", t.line)], rng)
    return (
        _broken(
            _cut(text, place, ""),
            place.start[0],
            "for-without-in",
        )
        if place
        else None
    )


@mutator
def parameters_dropped(text, rng):
    places = [
        (i, m) for i, line in enumerate(text.split("\n")) if (m := re.match(r"^(\s*def \w+)\([^()]*\):\s*$", line))
    ]
    place = _choose(places, rng)
    if not place:
        return None
    i, m = place
    return _broken(_replace_line(text, i, m.group(1) + ":"), i + 1, "def-without-parentheses")


@mutator
def assignment_swapped(text, rng):
    places = [(i, m) for i, line in enumerate(text.split("\n")) if (m := re.match(r"^(\s*)(\w+) = (\d+)\s*$", line))]
    place = _choose(places, rng)
    if not place:
        return None
    i, m = place
    return _broken(_replace_line(text, i, f"{m.group(1)}{m.group(3)} = {m.group(2)}"), i + 1, "assign-to-literal")


@mutator
def expression_as_target(text, rng):
    places = [
        (i, m)
        for i, line in enumerate(text.split("\n"))
        if (m := re.match(r"^(\s*)(\w+) = (\w+ [-+*/] \w+)\s*$", line))
    ]
    place = _choose(places, rng)
    if not place:
        return None
    i, m = place
    return _broken(
        _replace_line(text, i, f"{m.group(1)}{m.group(3)} = {m.group(2)}"),
        i + 1,
        "assign-to-expression",
        "name-with-dash",
    )


@mutator
def operand_dropped(text, rng):
    places = [
        (i, m)
        for i, line in enumerate(text.split("\n"))
        if (m := re.match(r"^(\s*(?:\w+ =|return) \w+ [-+*/%]) \w+\s*$", line))
    ]
    place = _choose(places, rng)
    if not place:
        return None
    i, m = place
    return _broken(_replace_line(text, i, m.group(1)), i + 1, "missing-operand", "missing-value")


@mutator
def operator_dropped(text, rng):
    tokens = _tokens(text)
    places = [
        t
        for a, t, c in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if t.string in ("*", "/", "//", "%", "==", "<", ">", "+")
        and a.type in (tokenize.NAME, tokenize.NUMBER)
        and c.type in (tokenize.NAME, tokenize.NUMBER)
        and a.string not in ("print", "return", "(")
    ]
    place = _choose(places, rng)
    if not place:
        return None
    return _broken(
        _cut(text, place, ""),
        place.start[0],
        "missing-operator",
        "missing-comma-or-operator",
        "missing-comma",
        "assignment-in-condition",
    )


@mutator
def value_dropped(text, rng):
    places = [
        (i, m)
        for i, line in enumerate(text.split("\n"))
        if (m := re.match(r"^(\s*\w+ =) \S.*[^\[({,\\]$", line))
        and line.count("(") == line.count(")")
        and line.count("[") == line.count("]")
        and line.count("{") == line.count("}")
    ]
    place = _choose(places, rng)
    if not place:
        return None
    i, m = place
    return _broken(_replace_line(text, i, m.group(1)), i + 1, "missing-value")


@mutator
def fstring_brace_dropped(text, rng):
    place = _choose([t for t in _strings(text) if t.string[0] == "f" and "}" in t.string], rng)
    if not place:
        return None
    if rng.random() < 0.5:
        new, causes = place.string.replace("}", "", 1), ("f-string-unclosed-brace", "f-string-expression")
    else:
        new, causes = place.string.replace("{", "", 1), ("f-string-lone-brace",)
    return _broken(_cut(text, place, new), place.start[0], *causes)


@mutator
def old_operators(text, rng):
    place = _choose([t for t in _tokens(text) if t.string in ("!=", "<=", ">=")], rng)
    if not place:
        return None
    new, cause = {
        "!=": rng.choice([("<>", "old-not-equal"), ("=!", "reversed-operator")]),
        "<=": ("=<", "reversed-operator"),
        ">=": ("=>", "reversed-operator"),
    }[place.string]
    return _broken(_cut(text, place, new), place.start[0], cause)


@mutator
def operator_split(text, rng):
    place = _choose([t for t in _tokens(text) if t.string in ("!=", "<=", ">=", "==", "+=")], rng)
    if not place:
        return None
    return _broken(
        _cut(text, place, place.string[0] + " " + place.string[1]), place.start[0], "split-operator", "unknown-sign"
    )


@mutator
def declared(text, rng):
    places = [(i, m) for i, line in enumerate(text.split("\n")) if (m := re.match(r"^(\s*)(\w+ = .*)$", line))]
    place = _choose(places, rng)
    if not place:
        return None
    i, m = place
    word = rng.choice(["int", "var", "let", "const", "String"])
    return _broken(_replace_line(text, i, f"{m.group(1)}{word} {m.group(2)}"), i + 1, "declaration-word")


@mutator
def then_do(text, rng):
    place = _choose([p for p in _headers(text) if re.match(r"\s*(if|while|elif)\b", p[1])], rng)
    if not place:
        return None
    i, line = place
    return _broken(_replace_line(text, i, line.rstrip()[:-1] + rng.choice([" then", " do"])), i + 1, "then-for-colon")


@mutator
def brace_block(text, rng):
    lines = text.split("\n")
    starts = _headers(text)
    place = _choose(starts, rng)
    if not place:
        return None
    i, line = place
    j = i + 1
    while j < len(lines) and (not lines[j].strip() or _indent(lines[j]) > _indent(line)):
        j += 1
    while not lines[j - 1].strip():
        j -= 1
    new = [*lines[:i], line.rstrip()[:-1] + " {", *lines[i + 1 : j], " " * _indent(line) + "}", *lines[j:]]
    return _broken("\n".join(new), i + 1, "braces-for-block")


@mutator
def function_word(text, rng):
    place = _choose([t for t in _tokens(text) if t.string == "def"], rng)
    return (
        _broken(_cut(text, place, rng.choice(["function", "func"])), place.start[0], "function-word") if place else None
    )


@mutator
def slash_comment(text, rng):
    place = _choose([t for t in _tokens(text) if t.type == tokenize.COMMENT], rng)
    return _broken(_cut(text, place, "//" + place.string[1:]), place.start[0], "foreign-comment") if place else None


@mutator
def hash_dropped(text, rng):
    place = _choose(
        [
            t
            for t in _tokens(text)
            if t.type == tokenize.COMMENT and len(t.string.split()) > 3 and t.line.strip().startswith("#")
        ],
        rng,
    )
    return (
        _broken(
            _cut(text, place, place.string[1:].strip()),
            place.start[0],
            "comment-without-hash",
            "text-without-quotes",
            "missing-operator",
            "two-statements-on-a-line",
        )
        if place
        else None
    )


@mutator
def return_outside(text, rng):
    lines = text.split("\n")
    places = [
        i
        for i, line in enumerate(lines)
        if re.match(r"    return\b", line) and (i + 1 >= len(lines) or not lines[i + 1].strip())
    ]
    index = _choose(places, rng)
    if index is None:
        return None
    return _broken(_replace_line(text, index, lines[index].lstrip()), index + 1, "return-outside-function")


@mutator
def duplicate_parameter(text, rng):
    place = _choose(re.finditer(r"def \w+\((\w+)(?=[,)])", text), rng)
    if not place:
        return None
    line = text.count("\n", 0, place.start()) + 1
    return _broken(text[: place.end()] + ", " + place.group(1) + text[place.end() :], line, "duplicate-parameter")


@mutator
def default_first(text, rng):
    place = _choose([m for m in re.finditer(r"def \w+\((\w+)(?=, \w+[,)])", text) if m.group(1) != "self"], rng)
    if not place:
        return None
    line = text.count("\n", 0, place.start()) + 1
    return _broken(text[: place.end()] + "=0" + text[place.end() :], line, "default-before-plain")


@mutator
def name_with_digit(text, rng):
    place = _choose(re.finditer(r"^( *)([a-z]\w*) = ", text, re.M), rng)
    if not place:
        return None
    line = text.count("\n", 0, place.start()) + 1
    new = text[: place.start(2)] + "1" + text[place.start(2) :]
    return _broken(new, line, "name-starts-with-digit", "missing-multiplication")


@mutator
def name_with_space(text, rng):
    place = _choose(re.finditer(r"^( *)([a-z]+)_([a-z]+) = ", text, re.M), rng)
    if not place:
        return None
    line = text.count("\n", 0, place.start()) + 1
    new = text[: place.start()] + place.group().replace("_", rng.choice(" -")) + text[place.end() :]
    return _broken(new, line, "name-with-space", "name-with-dash", "assign-to-expression")


@mutator
def walrus(text, rng):
    place = _choose(re.finditer(r"^( *)([a-z]\w*) = ", text, re.M), rng)
    if not place:
        return None
    line = text.count("\n", 0, place.start()) + 1
    return _broken(
        text[: place.start()] + place.group().replace("=", ":=") + text[place.end() :], line, "walrus-as-assignment"
    )


@mutator
def two_statements(text, rng):
    lines = text.split("\n")
    starts = _statement_lines(text)
    places = [
        a
        for a, b in itertools.pairwise(starts)
        if b == a + 1
        and _indent(lines[a]) == _indent(lines[b])
        and re.match(r"\s*\w+ = [\w.]+$", lines[a])
        and re.match(r"\s*(\w+ = |print\(|return )", lines[b])
    ]
    index = _choose(places, rng)
    if index is None:
        return None
    new = [*lines[:index], lines[index] + " " + lines[index + 1].lstrip(), *lines[index + 2 :]]
    return _broken("\n".join(new), index + 1, "two-statements-on-a-line")


@mutator
def except_dropped(text, rng):
    lines = text.split("\n")
    places = [i for i, line in enumerate(lines) if re.match(r"\s*except\b.*:$", line)]
    index = _choose(places, rng)
    if index is None:
        return None
    j = index + 1
    while j < len(lines) and (not lines[j].strip() or _indent(lines[j]) > _indent(lines[index])):
        j += 1
    start = max(i for i in range(index) if lines[i].strip() == "try:" and _indent(lines[i]) == _indent(lines[index]))
    return _broken("\n".join([*lines[:index], "", *lines[j:]]), set(range(start + 1, index + 3)), "try-without-except")


@mutator
def import_turned_round(text, rng):
    place = _choose(re.finditer(r"^from (\w+) import (\w+)$", text, re.M), rng)
    if not place:
        return None
    line = text.count("\n", 0, place.start()) + 1
    return _broken(
        text[: place.start()] + f"import {place[2]} from {place[1]}" + text[place.end() :], line, "import-before-from"
    )


@mutator
def dictionary_colon(text, rng):
    place = _choose(re.finditer(r"([{,]\s*['\"]\w+['\"]): ", text), rng)
    if not place:
        return None
    line = text.count("\n", 0, place.end()) + 1
    new, causes = rng.choice(
        [
            (" ", ("missing-dictionary-colon", "missing-comma", "comma-for-dictionary-colon")),
            (" = ", ("equals-in-dictionary",)),
            (", ", ("comma-for-dictionary-colon",)),
        ]
    )
    return _broken(text[: place.end(1)] + new + text[place.end() :], line, *causes)


@mutator
def incomplete_condition(text, rng):
    place = _choose(re.finditer(r"\b(and|or) \w+ (==|<|>|<=|>=) ", text), rng)
    if not place:
        return None
    line = text.count("\n", 0, place.start()) + 1
    return _broken(
        text[: place.start()] + f"{place[1]} {place[2]} " + text[place.end() :],
        line,
        "incomplete-comparison",
        "missing-operand",
    )
