"""What a remark on the program comes to: a change that was tried, a value that was checked, a part rightly or wrongly blamed."""

import ast
import re
from dataclasses import dataclass
from typing import Literal

from ai_engine.analysis.findings import Finding
from ai_engine.tutor.compose.ideas import shared_idea, suspected_idea
from ai_engine.tutor.evidence.facts import Facts
from ai_engine.tutor.evidence.program import Program
from ai_engine.tutor.understanding.following import named_in
from ai_engine.tutor.understanding.remarks import blames

Kind = Literal["works", "still_wrong", "runs", "untested", "claim", "here", "elsewhere", "idea", "noted"]

_LINE = re.compile(r"\bline (\d+)\b", re.IGNORECASE)
_SURE = 0.3
_SHORT = 6  # words
# How learners call a part of a program, and what such a line holds.
_PARTS: tuple[tuple[str, str], ...] = (
    (r"\breturn\w*\b", r"\breturn\b"),
    (r"\bwhile\b", r"^while\b"),
    (r"\bloops?\b|\bfor\b", r"^(?:for|while)\b"),
    (r"\bif(?:s|'s)?\b|\bconditions?\b|\bcomparisons?\b", r"^(?:if|elif|while)\b|^return .*(?:[<>]|==|!=)"),
    (r"\belse\b", r"^else\b"),
    (r"\bprint\w*\b", r"\bprint\("),
    (r"\binput\b", r"\binput\("),
    (r"\bplus\b|\badd(?:ing|ition|s)?\b|\bsum\b", r"\+"),
    (r"\bminus\b|\bsubtract\w*\b", r"(?<!=)-"),
    (r"\bdivi\w+\b", r"/"),
    (r"\bmultipl\w+\b|\btimes\b", r"\*"),
    (r"\bmodulo?\b|\bpercent\b|\bremainder\b", r"%"),
    (r"\bbrackets?\b|\bparenthes[ie]s\b", r"\([^()]*[-+*/]"),
    (r"\bindex(?:es)?\b|\bposition\b", r"\w\["),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the remark comes to. `lines` are those of the part that it blames; `idea` is what it rightly speaks of."""

    kind: Kind
    lines: tuple[int, ...] = ()
    idea: str = ""


def judge(prose: str, facts: Facts, finding: Finding | None) -> Verdict:
    """The remark held against the facts: what was tried comes first, then what was checked, then what it is about."""
    if facts.change is not None:
        return Verdict(_tried(facts))
    if facts.claim is not None:
        return Verdict("claim")
    focus = finding.line if finding is not None else facts.suspect.line if facts.suspect is not None else 0
    idea = _idea(_without_names(prose, facts.program), facts, finding)
    lines = named_lines(prose, facts.program) if blames(prose) else ()
    if lines and focus and not (idea and focus not in lines and not _plain(prose)):
        return Verdict("here" if focus in lines else "elsewhere", lines)
    if idea:
        return Verdict("idea", idea=idea)
    return Verdict("noted")


def _tried(facts: Facts) -> Kind:
    trial, run = facts.changed, facts.changed_run
    if trial is not None and trial.failure is not None:
        return "still_wrong"
    if trial is not None and trial.right:
        return "works"
    return "runs" if run is not None else "untested"


def _idea(prose: str, facts: Facts, finding: Finding | None) -> str:
    if finding is not None:
        return shared_idea(prose, finding, facts.error)
    suspect = facts.suspect
    if suspect is None or suspect.certainty < _SURE:
        return ""
    return suspected_idea(prose, suspect)


def _without_names(prose: str, program: Program) -> str:
    """The words without the program's own names: a variable called `text` says nothing of texts."""
    own = {*program.assigned, *(name for function in program.functions for name in function.parameters)}
    return re.sub(r"[A-Za-z_]\w*", lambda found: "" if found[0] in own and len(found[0]) > 1 else found[0], prose)


def _plain(prose: str) -> bool:
    """Whether the blame is all that is said."""
    return len(prose.split()) <= _SHORT


def named_lines(prose: str, program: Program) -> tuple[int, ...]:
    """The lines that hold the part which the words name."""
    number = _LINE.search(prose)
    if number is not None:
        return (int(number[1]),) if int(number[1]) <= len(program.lines) else ()
    last = re.search(r"\b(first|last) line\b", prose, re.IGNORECASE)
    if last is not None:
        filled = [index for index, text in enumerate(program.lines, 1) if text.strip()]
        return (filled[0 if last[1].lower() == "first" else -1],) if filled else ()
    names = [name for name in named_in(prose, program.text) if not name.isdigit()]
    words = re.findall(r"[A-Za-z_]\w*", prose)
    calls = {name for word in words for name in re.findall(rf"\b({re.escape(word)})\(", program.text)}
    own = {*program.assigned, *(item for function in program.functions for item in function.parameters)}
    names += [word for word in words if (word in own and len(word) > 1) or word in calls]
    found = [
        line
        for line, text in enumerate(program.lines, 1)
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)
    ]
    if found:
        return tuple(_of_change(names, found, program))
    for word, held in _PARTS:
        if re.search(word, prose, re.IGNORECASE):
            lines = [line for line, text in enumerate(program.lines, 1) if re.search(held, text.strip())]
            if lines:
                return tuple(lines)
    return ()


def _of_change(names: list[str], lines: list[int], program: Program) -> list[int]:
    """Of the lines with a name those that give it its value, where there are any; else those that only read it."""
    if not program.parses:
        return lines
    made = [
        node.lineno
        for node in ast.walk(ast.parse(program.text))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in names
    ]
    return sorted(set(made)) or lines
