"""Words and signs of another language."""

import ast
import re
import warnings
from collections.abc import Iterator

from ai_engine.analysis.languages.grammar import Grammar
from ai_engine.analysis.languages.syntax.fault import Fault, Repair
from ai_engine.analysis.languages.syntax.lexer import Token, Tokens

_FUNCTION_WORDS = {
    "def": "Python",
    "fn": "Rust",
    "fun": "Kotlin",
    "func": "Go",
    "function": "JavaScript",
    "sub": "Perl",
}
_DECLARING = {"let": "JavaScript", "var": "JavaScript", "const": "JavaScript", "val": "Kotlin", "dim": "Basic"}
_SMART = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "«": '"', "»": '"', "′": "'", "″": '"'})


def candidates(tokens: Tokens, grammar: Grammar, start: int, end: int) -> Iterator[Repair]:
    """Repairs of foreign words around an error that covers the offsets from `start` to `end`."""
    code = tokens.code
    first = tokens.index_at(start)
    last = tokens.index_at(max(start, end - 1))
    low, high = max(0, first - 12), min(len(code), min(last, first + 40) + 8)
    for index in range(low, high):
        token = code[index]
        before = code[index - 1] if index else None
        after = code[index + 1] if index + 1 < len(code) else None
        distance = 0.005 * abs(index - first)
        yield from _words(tokens, grammar, token, before, after, distance)
        yield from _signs(tokens, grammar, token, before, after, distance)


def _foreign(
    token: Token,
    other: str,
    instead: str,
    right: str,
    edits: tuple[tuple[int, int, str], ...],
    rank: float,
    last: bool = False,
) -> Repair:
    words = {"other": other, "instead": instead, "right": right}
    return Repair(Fault("foreign-word", token.start, token.end, token.text, words, 0.95), edits, rank, last)


def _words(
    tokens: Tokens, grammar: Grammar, token: Token, before: Token | None, after: Token | None, distance: float
) -> Iterator[Repair]:
    if token.kind != "name":
        return
    word, name = token.text, grammar.name
    here = (token.start, token.end)
    if word in ("elif", "elsif", "elseif", "elsIf") and word not in grammar.keywords:
        other = "Python" if word == "elif" else "other languages"
        edits = [(*here, "else if")]
        if name != "go" and after is not None and after.text != "(":
            line = tokens.of_line(token.line)
            stop = next((one for one in line if one.text in ("{", ":")), None)
            if stop is not None:
                edits += [
                    (after.start, after.start, "("),
                    (stop.start, stop.start if stop.text == "{" else stop.end, ")"),
                ]
        yield _foreign(token, other, "writes else and if apart", "else if", tuple(edits), 0.02 + distance)
    if word in ("and", "or", "not") and name != "cpp":
        sign = {"and": "&&", "or": "||", "not": "!"}[word]
        yield _foreign(token, "Python", f"uses the sign {sign}", sign, ((*here, sign),), 0.02 + distance)
    if word in _FUNCTION_WORDS and after is not None and after.kind == "name":
        right = {"javascript": "function", "typescript": "function", "go": "func"}.get(name, "")
        if right != word:
            instead = f"writes {right}" if right else "writes the type of the result before the name"
            new = right if right else "int"
            edits = [(*here, new)]
            line = tokens.of_line(token.line)
            yield _foreign(token, _FUNCTION_WORDS[word], instead, right or "the type", tuple(edits), 0.03 + distance)
            if not right:
                yield _foreign(token, _FUNCTION_WORDS[word], instead, "the type", ((*here, ""),), 0.04 + distance)
            if line and line[-1].text == ":":  # the body has no braces: the rest can't be judged
                whole = ((line[0].start, line[-1].end, " " * 0),)
                yield _foreign(token, _FUNCTION_WORDS[word], instead, right or "the type", whole, 0.5, True)
    if word in _DECLARING and name in ("java", "c", "cpp", "go") and after is not None and after.kind == "name":
        if not (word == "var" and name in ("java", "go")) and not (word == "const" and name in ("c", "cpp", "go")):
            if name == "go":
                yield _foreign(
                    token, _DECLARING[word], "declares with var or :=", "var", ((*here, "var"),), 0.04 + distance
                )
            else:
                yield _foreign(
                    token, _DECLARING[word], "writes the variable's type there", "a type such as int",
                    ((*here, "int"),), 0.04 + distance,
                )  # fmt: skip
    if (
        word == "print"
        and after is not None
        and after.kind in ("string", "name", "number")
        and after.line == token.line
    ):
        last = tokens.of_line(token.line)[-1]
        place = last.start if last.text == ";" else last.end
        ending = ");" if grammar.semicolons and last.text != ";" else ")"
        yield _foreign(
            token, "Python 2", f"prints with {grammar.print_call} and parentheses", grammar.print_call,
            ((token.end, after.start, "("), (place, place, ending)), 0.03 + distance,
        )  # fmt: skip
    if word == "while" and name == "go":
        yield _foreign(token, "other languages", "has only one kind of loop", "for", ((*here, "for"),), 0.03 + distance)
    is_name = after is not None and after.text in ("=", ":", ".", ",", "(")
    if word in ("then", "begin", "end", "endif", "fi", "done", "do") and word not in grammar.keywords and not is_name:
        yield _foreign(
            token,
            "other languages",
            "marks blocks by braces",
            "braces",
            ((*here, "{" if word in ("then", "begin", "do") else "}"),),
            0.3 + distance,
        )
        yield _foreign(token, "other languages", "marks blocks by braces", "braces", ((*here, ""),), 0.35 + distance)
    if word == "pass":
        yield _foreign(token, "Python", "leaves an empty block empty", "nothing", ((*here, ""),), 0.1 + distance)
    if word in ("import", "from") and token.first and name in ("javascript", "typescript", "c"):
        line = tokens.of_line(token.line)
        right = "#include" if name == "c" else "import … from with the file's name in quotes"
        yield _foreign(
            token, "another language", f"writes {right}", right, ((line[0].start, line[-1].end, ""),), 0.3 + distance
        )
    if word == "except" and name in ("javascript", "typescript"):
        yield _foreign(token, "Python", "writes catch", "catch", ((*here, "catch"),), 0.03 + distance)
    if word == "in" and before is not None and after is not None and name in ("java", "go", "c", "cpp"):
        line = tokens.of_line(token.line)
        heading = next((one for one in line if one.text == "for"), None)
        if heading is not None:
            yield _python_for(tokens, grammar, heading, line)
    if word in ("foreach", "unless", "until", "elsewhere", "when") and word not in grammar.keywords:
        right = {"foreach": "for"}.get(word, "if")
        yield _foreign(token, "another language", f"writes {right}", right, ((*here, right),), 0.3 + distance)


def _python_for(tokens: Tokens, grammar: Grammar, heading: Token, line: list[Token]) -> Repair:
    stop = next((one for one in line if one.text in ("{", ":") and one.start > heading.start), None)
    new = "for true" if grammar.name == "go" else "while (x)"
    instead = "counts with range over a collection" if grammar.name == "go" else "counts with start, condition and step"
    right = "for with range" if grammar.name == "go" else "for with two semicolons in its parentheses"
    end = line[-1].end if stop is None else (stop.start if stop.text == "{" else stop.end)
    return _foreign(heading, "Python", instead, right, ((heading.start, end, new + " "),), 0.06)


def _signs(
    tokens: Tokens, grammar: Grammar, token: Token, before: Token | None, after: Token | None, distance: float
) -> Iterator[Repair]:
    text, name = token.text, grammar.name
    here = (token.start, token.end)
    if text == "#" and name not in ("c", "cpp"):
        line_end = tokens.text.find("\n", token.start)
        line_end = line_end if line_end >= 0 else len(tokens.text)
        yield _foreign(
            token, "Python", "begins comments with //", "//", ((token.start, line_end, ""),), 0.02 + distance
        )
    if text in ("===", "!==") and name not in ("javascript", "typescript"):
        yield _foreign(token, "JavaScript", f"writes {text[:2]}", text[:2], ((*here, text[:2]),), 0.02 + distance)
    if text == "<" and after is not None and after.text == ">" and after.start == token.end:
        yield _foreign(token, "Basic and SQL", "writes !=", "!=", ((token.start, after.end, "!="),), 0.1 + distance)
    if text in ("=>", "=") and after is not None and before is not None and name != "go":
        if text == "=>":
            yield _foreign(token, "mathematics", "writes >=", ">=", ((*here, ">="),), 0.15 + distance)
        elif after.text == "<" and after.start == token.end:
            yield _foreign(token, "mathematics", "writes <=", "<=", ((token.start, after.end, "<="),), 0.15 + distance)
    if text == ":=" and name != "go":
        yield _foreign(token, "Go and Pascal", "assigns with =", "=", ((*here, "="),), 0.03 + distance)
    if text == "**" and name not in ("javascript", "typescript"):
        yield _foreign(
            token, "Python", "has a function for powers", "the function for powers", ((*here, "*"),), 0.03 + distance
        )
    if text == ";" and name == "go" and after is not None and after.text == "else":
        yield Repair(Fault("unexpected", token.start, token.end, ";"), ((*here, ""),), 0.1)
    if name == "go":
        yield from _go(tokens, token, before, after, distance)
    if text == "\x02":
        # One sign of the original text that is no letter: the fault's words come from the original.
        yield Repair(Fault("stray-character", token.start, token.end, "\x02"), ((*here, " "),), 0.2 + distance)
    if text in ("@", "$", "?", "\\", "`") and token.kind == "op":
        yield Repair(Fault("stray-character", token.start, token.end, text), ((*here, ""),), 0.3 + distance)
    if text == ":" and token.line < (after.line if after is not None else token.line + 1):
        line = tokens.of_line(token.line)
        if line and line[0].text not in ("case", "default", "public", "private", "protected"):
            words = {"parentheses": ""}
            yield Repair(
                Fault("foreign-block", line[0].start, token.end, ":", words, 0.9), ((*here, ""),), 0.1 + distance
            )
            yield Repair(
                Fault("foreign-block", line[0].start, token.end, ":", words, 0.9), ((*here, "{"),), 0.2 + distance
            )
            if name == "go":
                yield Repair(
                    Fault("foreign-block", line[0].start, token.end, ":", words, 0.9), ((*here, "{}"),), 0.15 + distance
                )


def _go(tokens: Tokens, token: Token, before: Token | None, after: Token | None, distance: float) -> Iterator[Repair]:
    if token.text == "{" and token.first and before is not None:
        line = tokens.of_line(before.line)
        symbol = line[0].text if line else before.text
        fault = Fault("brace-on-next-line", token.start, token.end, symbol, confidence=0.95)
        yield Repair(fault, ((before.end, token.start, " "),), 0.02 + distance)
    if token.text == "else" and token.first and before is not None and before.text == "}":
        fault = Fault("brace-on-next-line", token.start, token.end, "the closing brace, before else", confidence=0.95)
        yield Repair(fault, ((before.end, token.start, " "),), 0.02 + distance)
    if token.text in ("++", "--"):
        line = tokens.of_line(token.line)
        fault = Fault("step-as-value", token.start, token.end, token.text, confidence=0.9)
        yield Repair(fault, ((token.start, token.end, ""),), 0.1 + distance)
        if after is not None and after.kind == "name" and token.first:
            yield Repair(fault, ((token.start, token.end, ""), (after.end, after.end, token.text)), 0.05 + distance)
        del line
    if token.text == "?":
        line = tokens.of_line(token.line)
        colon = next((one for one in line if one.text == ":" and one.start > token.start), None)
        if colon is not None:
            fault = Fault("ternary-in-go", token.start, token.end, "?", confidence=0.95)
            yield Repair(fault, ((token.start, token.end, "+"), (colon.start, colon.end, "+")), 0.02 + distance)


def smart_quotes(text: str) -> Iterator[Repair]:
    """All typographic quotation marks at once; `text` is the original one."""
    found = re.search(r"[“”„‘’«»′″]", text)
    if found is None:
        return
    edits = tuple((one.start(), one.end(), one[0].translate(_SMART)) for one in re.finditer(r"[“”„‘’«»′″]", text))
    yield Repair(Fault("smart-quotes", found.start(), found.end(), found[0], confidence=0.95), edits, 0.01)


def other_language(text: str, grammar: Grammar) -> Fault | None:
    """Whether a program that doesn't parse is a whole program in Python."""
    if not re.search(
        r"^(def \w+\(.*:|(if|for|while|class|elif|else|try|with)\b.*:\s*$|import \w+$|from \w+ import|print\s*\()",
        text,
        re.M,
    ):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if not tree.body:
        return None
    first = next(iter(re.finditer(r"\S.*", text)))
    return Fault("foreign-program", first.start(), first.end(), "", {"other": "Python"}, 0.95)
