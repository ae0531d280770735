"""A note of the concept bank: one Markdown file with a small front matter, read into a `Note`.

    ---
    title: The for loop
    topic: Loops
    order: 410
    prerequisites: lists, range
    keywords: for loop; go through a list; do something for each item
    rules: loop-variable-unused
    ---
    ## What it is / ## Example / ## Misconceptions / ## Check yourself / ## Answer

The example is one fenced block; a fence named `output` after it holds what it prints. A misconception may end with
`[rule: name]`, the finding rule (or rules) it belongs to.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ai_engine.errors import SetupError

_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_RULES = re.compile(r"\s*\[rules?: ([a-z0-9, -]+)\]$")
_FIELDS = ("title", "topic", "order", "prerequisites", "keywords", "rules")
_SECTIONS = ("What it is", "Example", "Misconceptions", "Check yourself", "Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One concept of the course.

    Attributes:
        id: the concept id that findings, challenges and prompts refer to; also the file's name.
        topic: the chapter of the course it belongs to.
        order: its place in the course; prerequisites always have a smaller one.
        explanation: what it is, in a few sentences for a beginner.
        example: a small program, or a session of another tool.
        example_language: `python` for an example that runs by itself, else what it shows (`console`, `text`).
        example_output: what the example prints; "" if nothing.
        misconceptions: what many think and what is so, one text each.
        rule_misconceptions: finding rule -> the misconception that usually lies behind it.
        prerequisites: ids of the concepts to know before this one.
        keywords: phrases as learners say them.
        rules: finding rules that this concept explains.
    """

    id: str
    title: str
    topic: str
    order: int
    explanation: str
    example: str
    example_language: str
    example_output: str
    misconceptions: tuple[str, ...]
    check_question: str
    check_answer: str
    prerequisites: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    rule_misconceptions: Mapping[str, str] = field(default_factory=dict)


def parse_note(note_id: str, text: str) -> Note:
    """Read one note file's text.

    Raises:
        SetupError: a field or a section is missing or misspelt; names the note and what is wrong.
    """
    matched = _FRONT.match(text)
    if matched is None:
        raise SetupError(f"The note {note_id} has no front matter between two lines of three dashes.")
    front = _front_matter(note_id, matched["front"])
    sections = _sections(note_id, matched["body"])
    fences = _FENCE.findall(sections["Example"])
    languages = [language for language, _ in fences]
    if not fences or languages[0] == "output" or languages[1:] not in ([], ["output"]):
        raise SetupError(f"The note {note_id} needs one fenced example, and after it at most one `output` fence.")
    misconceptions, rule_misconceptions = _misconceptions(sections["Misconceptions"])
    return Note(
        id=note_id,
        title=front["title"],
        topic=front["topic"],
        order=int(front["order"]),
        explanation=sections["What it is"],
        example=fences[0][1].rstrip("\n"),
        example_language=fences[0][0],
        example_output=fences[1][1].rstrip("\n") if len(fences) == 2 else "",
        misconceptions=misconceptions,
        check_question=sections["Check yourself"],
        check_answer=sections["Answer"],
        prerequisites=_listed(front["prerequisites"], ","),
        keywords=_listed(front["keywords"], ";"),
        rules=tuple(dict.fromkeys((*_listed(front["rules"], ","), *rule_misconceptions))),
        rule_misconceptions=rule_misconceptions,
    )


def _front_matter(note_id: str, front: str) -> dict[str, str]:
    fields = {}
    for line in front.splitlines():
        name, _, value = line.partition(":")
        fields[name.strip()] = value.strip()
    if tuple(fields) != _FIELDS or not fields["order"].isdecimal():
        raise SetupError(f"The note {note_id} needs the front matter {', '.join(_FIELDS)}, in this order.")
    return fields


def _sections(note_id: str, body: str) -> dict[str, str]:
    parts = _HEADING.split(body)
    sections = {name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)}
    if tuple(sections) != _SECTIONS or not all(sections.values()):
        raise SetupError(f"The note {note_id} needs the sections {', '.join(_SECTIONS)}, in this order.")
    return sections


def _misconceptions(section: str) -> tuple[tuple[str, ...], dict[str, str]]:
    texts: list[str] = []
    by_rule: dict[str, str] = {}
    for bullet in re.split(r"^- ", section, flags=re.MULTILINE)[1:]:
        text = " ".join(bullet.split())
        matched = _RULES.search(text)
        if matched is not None:
            text = text[: matched.start()]
            by_rule |= dict.fromkeys(_listed(matched[1], ","), text)
        texts.append(text)
    return tuple(texts), by_rule


def _listed(value: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(separator) if part.strip())
