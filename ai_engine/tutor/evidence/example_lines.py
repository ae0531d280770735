"""Lines of a message that look like code but are told: examples of calls with results, listings with line numbers."""

import re
from collections.abc import Collection, Sequence

_PROMPT = re.compile(r"^\s*>>>\s?")
_DEFINES = re.compile(r"^\s*(?:async )?def (\w+)", re.MULTILINE)
_CALL = re.compile(r"^\s*(?:assert )?(\w+)\(.*")
_GIVES = re.compile(r"\)\s*(?:={1,3}|[-=]+>|→|➞|⇒|#)\s*\S")
_TELLS = re.compile(
    r"^\s*`?\w+\(.*\)`?\s+(?:shows?|displays?|says?|raises?|throws?|crash\w*|fails?|stops?|does|doesn'?t|never|always|still|becomes?|must|was|but)\b"
)
_NUMBERED = re.compile(r"^\s*(\d{1,3})(?:[.:)|]\s?|\t)(.*)$")
_HEAD = re.compile(r"^\s*(?:def|class|for|while|if|import|from|return)\b.*")
_SAMPLE = re.compile(
    r"^\s*(?:sample |example )?(?:in|out)puts?\b.*|^\s*(?:examples?|expected|results?)\b.*", re.IGNORECASE
)


def defined_names(code: str) -> frozenset[str]:
    """The names of the functions that a text defines, whether it parses or not."""
    return frozenset(_DEFINES.findall(code))


def told_examples(lines: Sequence[str], defined: Collection[str] = ()) -> list[bool]:
    """For each line of a message whether it is an example of what a function should do, and no line of the program.

    `defined` are the functions of a program that came beside the message.
    """
    own = {name for line in lines if not _PROMPT.match(line) for name in _DEFINES.findall(line)}
    first = next((k for k, line in enumerate(lines) if not _PROMPT.match(line) and _DEFINES.match(line)), None)
    found = []
    for index, line in enumerate(lines):
        prompted = _PROMPT.match(line)
        called = _CALL.match(line[prompted.end() :] if prompted else line)
        name = called[1] if called else ""
        beside = name in defined or (first is not None and index < first and name in own)
        gives = name in {*own, *defined} and _GIVES.search(line)
        told = own and _TELLS.match(line)
        found.append(bool(told or (prompted and (own or defined)) or beside or gives))
    return found


def is_sample(content: str) -> bool:
    """Whether a fenced block shows sample input and output, or a session, and no program."""
    lines = [line for line in content.split("\n") if line.strip()]
    if not lines or _DEFINES.search(content):
        return False
    if _PROMPT.match(lines[0]):
        return True
    return any(_SAMPLE.match(line) and not re.match(r"\s*\w+\s*(?:=|\()", line) for line in lines)


def without_numbers(text: str) -> str:
    """The text with the line numbers taken off a program that was copied with them."""
    lines = text.split("\n")
    for start in range(len(lines)):
        end, number = start, 0
        while end < len(lines) and (found := _NUMBERED.match(lines[end])) and int(found[1]) == number + 1:
            end, number = end + 1, number + 1
        bodies = [found[2] for line in lines[start:end] if (found := _NUMBERED.match(line))]
        if number >= 2 and sum(bool(_HEAD.match(body)) for body in bodies) * 3 >= number:
            return "\n".join([*lines[:start], *bodies, *lines[end:]])
    return text
