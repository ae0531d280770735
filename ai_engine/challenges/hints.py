"""The ladder of hints to a fault, without giving the fix: region, kind of error, concept, a concrete question.

Each hint is checked against the fix before it is used: none holds an expression that the fix brings in.
"""

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ai_engine.challenges.repair.edits import Edit, Kind
from ai_engine.challenges.repair.fix import Fix

_KINDS: dict[Kind, tuple[str, str]] = {
    # kind: (what may be said about it, the concept it belongs to)
    "comparison": ("A comparison there doesn't hold for exactly the values it should.", "comparison"),
    "arithmetic": ("A calculation there uses an operator that does something else than what is needed.", "numbers"),
    "logic": (
        "Two conditions are joined there in a way that lets through too much or too little.",
        "logical-operators",
    ),
    "off_by_one": ("Something there is one step away from where it should be.", "off-by-one"),
    "constant": ("A fixed value there isn't the one that the task needs.", "constants"),
    "variable": ("A variable is used there where another one is meant.", "variables"),
    "returned_value": ("What is returned there isn't what the task asks for.", "return-values"),
    "missing_return": (
        "There is a way through the function on which the right answer is never returned.",
        "return-values",
    ),
    "missing_case": ("There is a case that the program doesn't tell apart yet.", "edge-cases"),
    "missing_step": ("The steps there don't do all that is needed.", "problem-decomposition"),
    "extra_step": ("One step there is too many, or stands where it runs too often.", "reading-code"),
    "condition": ("A condition there isn't true in exactly the cases where it should be.", "conditionals"),
    "loop": ("The loop there doesn't go over exactly what it should.", "loops"),
    "argument": ("A call there gets something else than what it needs.", "arguments"),
    "index": ("A position there isn't the one that is meant.", "list-indexing"),
    "expression": ("An expression there gives something else than what is needed.", "statements-and-expressions"),
    "missing_function": ("A function that the task asks for isn't there yet, or has another name.", "functions"),
    "start_value": ("A variable starts there with a value that doesn't fit every input.", "accumulator-pattern"),
    "parameters": ("The function doesn't take what the task says it takes.", "parameters"),
}


@dataclass(frozen=True, slots=True)
class Hint:
    """One rung: its level (1 the weakest), its text, and the concept it points to, if any."""

    level: int
    text: str
    concept: str = ""


def ladder(code: str, challenge: Any, fault: Any, fix: Fix | None, counterexample: Any) -> tuple[Hint, ...]:
    """The hints for one submission, weakest first. `fault` and `counterexample` may be None."""
    texts: list[tuple[str, str]] = []
    main = _main_edit(fix)
    if fault is not None:
        texts.append((_region(code, fault, ranked=fix is None), ""))
    if main is not None:
        sentence, concept = _KINDS[main.kind]
        texts.append((sentence, concept))
        texts.append(
            (f"Read again how this works: {concept.replace('-', ' ')}. Then compare it with your lines.", concept)
        )
    if counterexample is not None:
        texts += [(text, "") for text in _questions(counterexample)]
    if not texts:
        texts = [(hint.text, "") for hint in challenge.hints]
    brought = _brought_in(code, fix)
    safe = [(text, concept) for text, concept in texts if not gives_away(text, brought)]
    kept: list[tuple[str, str]] = []
    for text, concept in safe:
        # Of the questions about one input, the first that is safe is the fullest one.
        if not (kept and kept[-1][0].startswith("Try ") and text.startswith("Try ")):
            kept.append((text, concept))
    return tuple(Hint(level, text, concept) for level, (text, concept) in enumerate(kept, 1))


def _main_edit(fix: Fix | None) -> Edit | None:
    """The change that a learner should think about first: the smallest real one."""
    return min(fix.edits, key=lambda edit: (edit.cost, edit.line)) if fix and fix.edits else None


def _region(code: str, fault: Any, ranked: bool) -> str:
    where = f"line {fault.line}" if fault.line == fault.end_line else f"lines {fault.line} to {fault.end_line}"
    name = _function_at(code, fault.line)
    inside = f" of your function {name}" if name else ""
    if ranked:
        return f"Start at {where}{inside}: the failing inputs pass through there."
    return f"Look closely at {where}{inside}."


def _function_at(code: str, line: int) -> str:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or line):
            return node.name
    return ""


def _questions(counterexample: Any) -> list[str]:
    """Questions about one input, the fullest first."""
    call, expected, actual = counterexample.call, counterexample.expected, counterexample.actual
    follow = "Follow your lines by hand with it: which one makes the difference?"
    return [
        f"Try {call}: it should give {expected}, yours gives {actual}. {follow}",
        f"Try {call}: yours gives {actual}. What should it give, and why? {follow}",
        f"Try {call}. What should it give, and what does yours give? {follow}",
    ]


def _brought_in(code: str, fix: Fix | None) -> set[str]:
    """The expressions that stand in the changed places of the fix and not in the learner's program."""
    if fix is None:
        return set()
    own = set(_expressions(code))
    return {text for edit in fix.edits for text in _expressions(edit.after) if text not in own}


def _expressions(source: str) -> Iterable[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        telling = isinstance(node, ast.expr) and not isinstance(node, (ast.Name, ast.Slice, ast.Starred))
        if telling or isinstance(node, ast.Return):
            yield ast.unparse(node)


def gives_away(text: str, expressions: Iterable[str]) -> bool:
    """Whether a hint holds an expression of the fix as a whole word. A line's number is no expression."""
    plain = re.sub(r"\blines? \d+( to \d+)?", "", text)
    return any(re.search(rf"(?<![\w.]){re.escape(expression)}(?![\w.(\[])", plain) for expression in expressions)
