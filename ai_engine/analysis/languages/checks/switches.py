"""Switches: cases that run into the next one, no default, the same case twice."""

import itertools
from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.flow import leaves
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names
from ai_engine.analysis.languages.tree import Node

FALLS_THROUGH = Rule(
    name="missing-break",
    category="logic",
    severity="warning",
    concept="match-statement",
    confidence=0.88,
    message="The case `{symbol}` has no break, so the program runs on into the next case.",
    why="A switch jumps to the fitting case and then runs on until a break or return.",
    check="Run it with the value of this case: the next case's output appears too.",
    fix="End the case with break, or say in a comment that it falls through on purpose.",
    nudge="What runs after the last line of this case?",
)
NO_DEFAULT = Rule(
    name="missing-default",
    category="style",
    severity="info",
    concept="match-statement",
    confidence=0.7,
    message="The switch on `{symbol}` has no default, so nothing happens for any other value.",
    why="Values that nobody thought of pass without a word.",
    check="Run it with a value that no case names.",
    fix="Add a default that reports the unexpected value.",
    nudge="What should happen for any other value?",
)
TWICE = Rule(
    name="repeated-case",
    category="logic",
    severity="error",
    concept="match-statement",
    confidence=0.97,
    message="The case `{symbol}` stands twice in this switch.",
    why="Only one of the two could ever run, and most compilers refuse it.",
    check="Compare the two cases.",
    fix="Change one of the two values, or join the cases.",
    nudge="Which of the two cases should run?",
)


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about switches."""
    for switch in program.of("switch"):
        cases = program.cases(switch)
        if not cases:
            continue
        if not program.is_go:
            yield from _falls(program, cases)
        yield from _twice(program, cases)
        is_value = switch.kind in ("switch_expression", "switch_statement", "expression_switch_statement")
        yields = program.is_java and program.role(cases[0]) == "rule"
        if is_value and not yields and not any(program.is_default(one) for one in cases) and not program.is_go:
            subject = program.bare(switch.part("value", "condition"))
            yield NO_DEFAULT.at(program, switch, symbol=program.short(subject))


def _falls(program: Program, cases: list[Node]) -> Iterator[Finding]:
    for case, following in itertools.pairwise(cases):
        statements = program.statements(case)
        if program.role(case) == "rule" or not statements or any(leaves(program, one) for one in statements):
            continue
        if len(statements) == 1 and statements[0].kind in ("attributed_statement", "fallthrough_statement"):
            continue
        between = (
            program.text[statements[-1].end : following.start].lower() + program.text[case.start : case.end].lower()
        )
        if "fall" in between or "no break" in between:
            continue
        if not program.statements(following) and following is cases[-1]:
            continue
        yield FALLS_THROUGH.at(program, case, symbol=_label(program, case))


def _twice(program: Program, cases: list[Node]) -> Iterator[Finding]:
    seen: set[str] = set()
    for case in cases:
        label = case.child("switch_label") or case.part("value")
        if label is None or program.is_default(case):
            continue
        if program.is_go and label.kind != "expression_list":
            continue
        text = program.source(label)
        if text in seen and not any(program.role(part) == "call" for part in label.walk()):
            yield TWICE.at(program, label, symbol=_label(program, case))
        seen.add(text)


def _label(program: Program, case: Node) -> str:
    if program.is_default(case):
        return "default"
    label = case.child("switch_label")
    if label is not None:
        return program.short(label).removeprefix("case ").strip()
    return program.short(case.part("value"))
