"""Lines whose form alone tells the mistake: headings, declarations and operators as another language writes them."""

import itertools
from collections.abc import Iterable, Iterator

from ai_engine.analysis.languages.grammar import Grammar
from ai_engine.analysis.languages.syntax.fault import Fault, Repair
from ai_engine.analysis.languages.syntax.lexer import Token, Tokens

_SCRIPTS = ("javascript", "typescript")
_HEADS = frozenset(
    ["if", "else", "for", "while", "do", "switch", "case", "default", "try", "catch", "finally", "class", "struct",
     "public", "private", "protected", "function", "func", "def", "elif", "except", "}", "with"]
)  # fmt: skip
_TYPES = frozenset(
    ["int", "float", "double", "char", "long", "bool", "boolean", "string", "String", "number", "any", "void", "auto",
     "unknown", "object", "float64", "int64", "byte", "rune", "var", "short"]
)  # fmt: skip
# Signs that are one operator only side by side.
_JOINED = frozenset(
    ["=>", "<=", ">=", "!=", "==", "&&", "||", "+=", "-=", "*=", "/=", "%=", "->", ":=", "++", "--", "<<", ">>", "::"]
)


def candidates(tokens: Tokens, grammar: Grammar, lines: Iterable[int]) -> Iterator[Repair]:
    """Repairs of some lines by their form."""
    for line in lines:
        found = tokens.of_line(line)
        if not found:
            continue
        yield from _operators(grammar, found)
        yield from _declared(found)
        yield from _for_semicolons(grammar, found)
        yield from _colon_at_end(tokens, grammar, found)
        yield from _classes(grammar, found)
        if grammar.name in _SCRIPTS:
            yield from _script(tokens, grammar, found)
        elif grammar.name == "go":
            yield from _go(found)
        else:
            yield from _typed(grammar, found)
    if grammar.name in ("c", "cpp"):
        yield from _includes(tokens)


def _foreign(token: Token, other: str, instead: str, right: str, *edits: tuple[int, int, str]) -> Repair:
    words = {"other": other, "instead": instead, "right": right}
    return Repair(Fault("foreign-word", token.start, token.end, token.text, words, 0.95), edits, 0.05)


def _operators(grammar: Grammar, found: list[Token]) -> Iterator[Repair]:
    """`= >` for `=>`, `std:string`."""
    for one, other in itertools.pairwise(found):
        joined = one.text + other.text
        apart = other.start > one.end
        if joined in _JOINED and one.kind == other.kind == "op" and apart:
            fault = Fault("split-operator", one.start, other.end, f"{one.text} {other.text}", {"right": joined}, 0.95)
            yield Repair(fault, ((one.start, other.end, joined),), 0.15)
    if grammar.name == "cpp":
        for one, sign in itertools.pairwise(found):
            if one.text == "std" and sign.text == ":":
                fault = Fault("split-operator", sign.start, sign.end, ":", {"right": "::"}, 0.95)
                yield Repair(fault, ((sign.start, sign.end, "::"),), 0.05)


def _declared(found: list[Token]) -> Iterator[Repair]:
    """`let x == 3;`."""
    if found[0].text not in ("let", "const", "var", *_TYPES) or len(found) < 4 or found[1].kind != "name":
        return
    if found[2].text in ("==", "==="):
        fault = Fault("comparison-for-assignment", found[2].start, found[2].end, found[2].text, confidence=0.95)
        yield Repair(fault, ((found[2].start, found[2].end, "="),), 0.05)


def _for_semicolons(grammar: Grammar, found: list[Token]) -> Iterator[Repair]:
    """A heading `for (start; condition; step)` with fewer than two semicolons."""
    index = next((place for place, token in enumerate(found) if token.text == "for"), None)
    semicolons = [token for token in found if token.text == ";"]
    starts = bool(semicolons) or any(one.text in ("=", ":=") for one in found)
    if index is None or not starts or len(semicolons) > 1:
        return
    if grammar.name != "go" and found[index + 1 : index + 2] and found[index + 1].text != "(":
        return
    for place in range(index + 2, len(found)):
        before, after = found[place - 1], found[place]
        ends = before.kind in ("name", "number", "string") or before.text in (")", "]")
        starts = after.kind in ("name", "number") or after.text in ("++", "--")
        if ends and starts and before.text not in ("for", "let", "var", "const", "auto", *_TYPES):
            words = {"before": f"`{after.text}`"}
            fault = Fault("missing-for-semicolon", before.end - 1, before.end, before.text, words, 0.95)
            yield Repair(fault, ((before.end, before.end, ";"),), 0.1)
        if after.text == "," and len(semicolons) == 1:
            fault = Fault("commas-in-for", after.start, after.end, ",", confidence=0.95)
            yield Repair(fault, ((after.start, after.end, ";"),), 0.09)
    last = next((one for one in reversed(found) if one.text == ")"), None)
    if last is not None and len(semicolons) == 1:
        fault = Fault("missing-for-semicolon", last.start, last.end, ")", {"before": "the closing parenthesis"}, 0.9)
        yield Repair(fault, ((last.start, last.start, ";"),), 0.2)


def _colon_at_end(tokens: Tokens, grammar: Grammar, found: list[Token]) -> Iterator[Repair]:
    """`return false:`: a colon where the semicolon belongs."""
    last = found[-1]
    if last.text != ":" or not grammar.semicolons or found[0].text in _HEADS or len(found) < 2:
        return
    index = tokens.index_at(last.end)
    following = tokens.code[index] if index < len(tokens.code) else None
    if following is None or tokens.indent(following.line) <= tokens.indent(last.line):
        fault = Fault("colon-for-semicolon", last.start, last.end, ":", confidence=0.95)
        yield Repair(fault, ((last.start, last.end, ";"),), 0.06)


def _classes(grammar: Grammar, found: list[Token]) -> Iterator[Repair]:
    """The base class as another language names it."""
    index = next((place for place, token in enumerate(found) if token.text == "class"), None)
    if index is None or len(found) < index + 4:
        return
    sign, base = found[index + 2], found[index + 3]
    if grammar.name == "cpp" and sign.text in ("extends", "implements"):
        yield _foreign(sign, "Java", "writes a colon and public before the base class", ": public", (
            sign.start, sign.end, ": public"))  # fmt: skip
    elif grammar.name in (*_SCRIPTS, "java") and sign.text in (":", "inherits", "<"):
        yield _foreign(sign, "other languages", "writes extends before the base class", "extends", (
            sign.start, sign.end, " extends "))  # fmt: skip
    elif grammar.name in (*_SCRIPTS, "java") and sign.text == "(" and base.kind == "name":
        close = next((one for one in found if one.start > base.start and one.text == ")"), None)
        if close is not None:
            yield _foreign(sign, "Python", "writes extends before the base class", "extends", (
                sign.start, sign.end, " extends "), (close.start, close.end, ""))  # fmt: skip


def _script(tokens: Tokens, grammar: Grammar, found: list[Token]) -> Iterator[Repair]:
    for place, token in enumerate(found):
        before = found[place - 1] if place else None
        after = found[place + 1] if place + 1 < len(found) else None
        if token.text == "function" and token.first and after is not None and after.kind == "name":
            yield Repair(Fault("function-in-class", token.start, token.end, "function"), (
                (token.start, after.start, ""),), 0.2)  # fmt: skip
        if token.text == "{" and before is not None and before.text == ")" and found[0].text not in _HEADS:
            yield Repair(Fault("missing-arrow", before.start, token.end, ")", confidence=0.95), (
                (before.end, before.end, " =>"),), 0.12)  # fmt: skip
        if token.text == "=" and before is not None and before.kind in ("name", "string"):
            earlier = found[place - 2].text if place > 1 else ""
            if earlier in ("{", ",") or (place == 1 and before.first and _ends_entry(found[-1])):
                yield Repair(Fault("equals-in-object", token.start, token.end, "=", confidence=0.95), (
                    (token.start, token.end, ":"),), 0.1)  # fmt: skip
        if token.text == "->" and before is not None and before.text == ")":
            yield _foreign(token, "Java", "writes the arrow as =>", "=>", (token.start, token.end, "=>"))
        returned = before is not None and before.text == ")" and after is not None and after.text == "{"
        if grammar.name == "typescript" and returned and token.kind == "name" and before is not None:
            words = {"before": "the parameters", "after": f"`{token.text}`"}
            yield Repair(Fault("missing-type-colon", before.start, token.end, ")", words), (
                (before.end, before.end, ":"),), 0.15)  # fmt: skip
        if token.text == "in" and after is not None and after.text == "of":
            yield Repair(Fault("unexpected", token.start, token.end, "in"), ((token.start, token.end, ""),), 0.1)
        named = before is not None and before.kind in ("name", "string") and before.text not in grammar.keywords
        starts = token.kind in ("name", "string", "number") or token.text in ("[", "{")
        if named and before is not None and starts and before.end < token.start:
            typed = grammar.name == "typescript" and (token.text in _TYPES or token.text[:1].isupper())
            words = {"before": f"`{before.text}`", "after": f"`{token.text}`"}
            cause = "missing-type-colon" if typed else "missing-object-colon"
            rank = 0.2 if typed else 0.36
            yield Repair(Fault(cause, before.end - 1, token.start, before.text, words), (
                (before.end, before.end, ":"),), rank)  # fmt: skip


def _ends_entry(last: Token) -> bool:
    return last.text in (",", "}")


def _typed(grammar: Grammar, found: list[Token]) -> Iterator[Repair]:
    """Java, C and C++: parameters without a type, arrays in square brackets, loops over a collection, catch."""
    heading = next((place for place, token in enumerate(found) if token.text == "for"), None)
    for place, token in enumerate(found):
        before = found[place - 1] if place else None
        after = found[place + 1] if place + 1 < len(found) else None
        if token.text == "in" and heading is not None and before is not None and place - heading >= 4:
            yield _foreign(token, "other languages", "writes a colon there", ":", (token.start, token.end, ":"))
        if token.text == "[" and before is not None and before.text == "=":
            close = next((one for one in found[place:] if one.text == "]"), None)
            if close is not None:
                yield Repair(Fault("brackets-for-array", token.start, close.end, "[ ]", confidence=0.95), (
                    (token.start, token.end, "{"), (close.start, close.end, "}")), 0.08)  # fmt: skip
        if grammar.name == "java" and token.kind == "name" and before is not None and after is not None:
            alone = before.text in ("(", ",") and after.text in (",", ")")
            if alone and found[-1].text == "{" and found[0].text not in ("if", "while", "for", "switch", "}"):
                yield Repair(Fault("parameter-without-type", token.start, token.end, token.text, confidence=0.95), (
                    (token.start, token.start, "int "),), 0.12)  # fmt: skip
            if before.text == "(" and after.text == ")" and "catch" in [one.text for one in found[:place]]:
                yield Repair(Fault("catch-without-name", token.start, token.end, token.text, confidence=0.95), (
                    (token.end, token.end, " e"),), 0.08)  # fmt: skip
        if token.text == "except":
            edits = [(token.start, token.end, "catch")]
            yield _foreign(token, "Python", "writes catch", "catch", *edits)
        if token.text in ("public", "private", "protected") and token.first and len(found) == 1:
            fault = Fault("missing-colon", token.start, token.end, token.text, confidence=0.95)
            yield Repair(fault, ((token.end, token.end, ":"),), 0.05)
        if token.text == "<" and after is not None and after.kind == "name" and place + 2 < len(found):
            # `vector<int marks;`
            fault = Fault("unclosed-bracket", token.start, token.end, "<", {"closing": ">"}, 0.9)
            yield Repair(fault, ((after.end, after.end, ">"),), 0.1)
            if ">" not in [one.text for one in found[place:]]:
                for one, name in itertools.pairwise(found[place + 1 :]):
                    if one.kind == "name" == name.kind:
                        yield Repair(fault, ((one.end, one.end, ">"),), 0.11)


def _go(found: list[Token]) -> Iterator[Repair]:
    first = found[0]
    texts = [token.text for token in found]
    if first.text == "struct" and len(found) > 2:
        yield _foreign(first, "C", "writes type, the name and struct", "type … struct", (
            first.start, found[1].end, f"type {texts[1]} struct"))  # fmt: skip
    if first.text in _TYPES and first.text != "var" and len(found) > 2 and found[1].kind == "name" and texts[2] == "=":
        yield Repair(Fault("type-before-name", first.start, first.end, first.text), (
            (first.start, found[1].start, "var "),), 0.06)  # fmt: skip
    if first.text == "var" and texts[1:3] == ["[", "]"] and len(found) > 4 and found[4].kind == "name":
        yield Repair(Fault("type-before-name", found[1].start, found[3].end, "".join(texts[1:4])), (
            (found[1].start, found[4].end, f"{texts[4]} []{texts[3]}"),), 0.06)  # fmt: skip
    if first.text in ("for", "if", "switch") and texts[1:2] == ["("]:
        closes = [one for one in found if one.text == ")"]
        if closes:
            yield Repair(Fault("needless-parentheses", found[1].start, closes[-1].end, first.text), (
                (found[1].start, found[1].end, " "), (closes[-1].start, closes[-1].end, " ")), 0.06)  # fmt: skip
    if first.text == "for" and "range" in texts and "in" in texts:
        sign = found[texts.index("in")]
        yield _foreign(sign, "Python", "writes := before range", ":=", (sign.start, sign.end, ":="))
    commas = [one for one in found if one.text == ","]
    if first.text == "for" and ":=" in texts and len(commas) >= 2 and ";" not in texts and "range" not in texts:
        edits = tuple((one.start, one.end, ";") for one in commas[-2:])
        yield Repair(Fault("commas-in-for", commas[-2].start, commas[-2].end, ",", confidence=0.95), edits, 0.06)
    if first.text in ("if", "for", "else", "func", "switch") and texts[-1] == ":":
        fault = Fault("foreign-block", first.start, found[-1].end, ":", {"parentheses": ""}, 0.95)
        yield Repair(fault, ((found[-1].start, found[-1].end, " {"),), 0.05)


def _includes(tokens: Tokens) -> Iterator[Repair]:
    """`include <stdio.h>` without its #, and `#include <stdio.h` without its >."""
    for token in tokens.all[:200]:
        text = token.text.rstrip()
        if token.kind == "directive" and "include" in text and text.count("<") > text.count(">"):
            at = token.start + len(text)
            fault = Fault("unclosed-bracket", token.start + text.index("<"), at, "<", {"closing": ">"}, 0.95)
            yield Repair(fault, ((at, at, ">"),), 0.03)
    for token in tokens.code[:200]:
        if token.first and token.text in ("include", "define") and token.kind == "name":
            fault = Fault("missing-hash", token.start, token.end, token.text, confidence=0.95)
            yield Repair(fault, ((token.start, token.start, "#"),), 0.03)
