"""Messages of other languages' compilers and runtimes that a learner pasted: what they mean. `explain_message`."""

import re
from dataclasses import dataclass

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.messages.c import C
from ai_engine.analysis.languages.messages.go import GO
from ai_engine.analysis.languages.messages.java import JAVA
from ai_engine.analysis.languages.messages.kind import Kind
from ai_engine.analysis.languages.messages.script import JAVASCRIPT, TYPESCRIPT
from ai_engine.analysis.tracebacks import ErrorExplanation

__all__ = ["Explained", "explain_message"]

_TABLES: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("typescript", TYPESCRIPT), ("javascript", JAVASCRIPT), ("go", GO), ("java", JAVA), ("c", C),
)  # fmt: skip
_OF = {
    "javascript": ("javascript", "typescript"), "typescript": ("typescript", "javascript"), "java": ("java",),
    "c": ("c",), "cpp": ("c",), "go": ("go",),
}  # fmt: skip
_WEAK = frozenset({"NaN", "object shown as text", "pending promise"})
_WORDS_OF_TYPES = """
undefined null string number boolean int double float char long String bool float64 void few many
"""
_NO_NAMES = frozenset(_WORDS_OF_TYPES.split())
_PLACE = re.compile(
    r"(?<![\w./\\-])[\w./\\-]+\.(?:java|cpp|cxx|cc|c|go|mjs|js|tsx|ts)[:(](\d+)|\bline (\d+)", re.IGNORECASE
)
_CPP = re.compile(r"\.(?:cpp|cc|cxx)\b|\bstd::|'c(?:out|in|err)'|operator[<>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Explained:
    """A message explained: whose it is ("" where that can't be told), and the analysis' rules that can be its cause."""

    language: str
    error: ErrorExplanation
    rules: tuple[str, ...]


def explain_message(text: str, code: str = "", language: str = "") -> Explained | None:
    """Explain a pasted message.

    Args:
        text: what the learner pasted: the whole message, some lines, or a sentence that quotes it.
        code: the program; where it is given, a line that it hasn't isn't told.
        language: the program's language; "" looks through all languages' messages, the unmistakable ones only.
    """
    plain = text.translate(str.maketrans("‘’“”", "''\"\""))
    if not plain.strip() or "Traceback (most recent call last)" in plain:
        return None
    order = _OF.get(language, ())
    for name in order or [name for name, _ in _TABLES]:
        for one in dict(_TABLES)[name]:
            if not order and (one.common or one.name in _WEAK):
                continue
            found = one.pattern.search(plain)
            if found is not None and (order or not _pythons(one, plain)):
                own = language or ("cpp" if name == "c" and _CPP.search(plain) else name)
                return Explained(own, _told(one, found, plain, code), one.rules)
    return None


def _pythons(one: Kind, text: str) -> bool:
    """Whether the words could as well be Python's."""
    return one.name in ("ReferenceError", "syntax", "expected ;") and bool(re.search(r"\bNameError|File \"", text))


def _told(one: Kind, found: re.Match[str], text: str, code: str) -> ErrorExplanation:
    groups = [group for group in found.groups() if group]
    symbol = groups[0] if groups else (";" if "';'" in found[0] else "")
    words = {
        "about": f": `{groups[0]}`" if groups else "",
        "types": f": `{groups[0]}` in place of `{groups[1]}`" if len(groups) > 1 else "",
        "index": f": place {groups[0]} of {groups[1]}, counted from 0" if len(groups) > 1 else "",
        "length": f" of something with {groups[1]} places, counted from 0" if len(groups) > 1 else "",
    }
    given = [*groups, *(["it"] * 3)] if groups else [symbol or "it"] * 3
    means, cause, check = (
        part.format(*given, **words).replace("`it`", "it") for part in (one.means, one.cause, one.check)
    )
    means = means[:1].upper() + means[1:]
    line = _line(text, code, groups)
    source = code.split("\n")[line - 1] if line and code else ""
    column = source.find(symbol) + 1 if symbol and symbol in source else len(source) - len(source.lstrip()) + 1
    finding = Finding(
        rule="reported-" + re.sub(r"[^a-z]+", "-", one.name.lower()).strip("-"),
        category="syntax" if one.concept == "syntax-errors" else "runtime",
        severity="error", confidence=0.9, line=max(1, line), column=column, end_line=max(1, line), end_column=column,
        symbol=symbol if symbol != "it" else "", message=means, why=cause, how_to_check=check, how_to_fix=cause,
        concept=one.concept, evidence={"message": found[0][:200], "source_line": source.strip()[:200]},
        hints=(check, cause), source="tree-sitter",
    )  # fmt: skip
    return ErrorExplanation(one.name, found[0][:200], line, symbol, means, (cause,), (check,), one.concept, finding)


def _defines(name: str, line: str) -> bool:
    """Whether a line defines the function of this name: what a message is about is its use."""
    return re.search(rf"(?:function|func|[A-Za-z_]\w*[\])*&>]?)\s+\**{re.escape(name)}\s*\([^;]*\{{", line) is not None


def _line(text: str, code: str, named: list[str]) -> int:
    """The line that the message names, if the code has it; else the first line with a name that it is about."""
    lines = code.split("\n") if code.strip() else []
    for found in _PLACE.finditer(text):
        number = int(found[1] or found[2])
        if 0 < number <= (len(lines) or number):
            return number
    for name in named:
        if not re.fullmatch(r"[A-Za-z_]\w*", name):
            place = next((number for number, line in enumerate(lines, 1) if len(name) > 1 and name in line), 0)
            if place:
                return place
        if name in _NO_NAMES or not re.fullmatch(r"[A-Za-z_]\w*", name):
            continue
        for number, line in enumerate(lines, 1):
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)(?!\s*:)", line) and not _defines(name, line):
                return number
    return 0
