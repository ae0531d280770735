"""What an answer mentions, and whether it stands anywhere: a judge of its own, not the guard's.

A mention is what stands in backticks or double quotes, what looks like a call, and a number after "line".
"""

import builtins
import keyword
import re
from collections.abc import Iterable

_LINE = re.compile(r"\blines? (\d+)", re.IGNORECASE)
_MENTION = re.compile(r"```.*?```|`([^`\n]+)`|\"([^\"\n]{1,80})\"|\b([A-Za-z_][\w.]*\([^()\n]*\))", re.DOTALL)
_WORD = re.compile(r"[A-Za-z_]\w*|\d+(?:\.\d+)?")
_LANGUAGE = frozenset(map(str.lower, (*keyword.kwlist, *dir(builtins))))


def mentions(text: str) -> list[str]:
    """The mentions of a text, in its order; code blocks aside."""
    found = [next(filter(None, match.groups()), "") for match in _MENTION.finditer(text)]
    return [mention for mention in found if mention] + [f"line {number}" for number in _LINE.findall(text)]


def ungrounded(text: str, sources: Iterable[str], code: str) -> list[str]:
    """The mentions that stand neither in the sources nor in the code nor in the language itself."""
    known = "\n".join((*sources, code))
    words = {word.lower() for word in _WORD.findall(known)} | _LANGUAGE
    joined = "".join(known.split()).lower()
    named_lines = {int(number) for number in _LINE.findall(known)}
    lines = named_lines | set(range(1, code.count("\n") + 2 if code.strip() else 1))
    wrong = []
    for mention in mentions(text):
        line = _LINE.fullmatch(mention)
        if line is not None:
            grounded = int(line[1]) in lines
        else:
            grounded = "".join(mention.split()).lower() in joined or all(
                word.lower() in words for word in _WORD.findall(mention)
            )
        if not grounded:
            wrong.append(mention)
    return wrong
