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
    "syntax": ("Python can't read the program there: something is missing, too many or misspelt.", "syntax-errors"),
    "wrong_name": ("The task asks for its function under an exact name, and yours is called otherwise.", "functions"),
    "parameters": ("The function doesn't take what the task says it takes.", "parameters"),
}


_THINK: dict[Kind, str] = {
    "comparison": "What happens when both sides are equal, and what should happen?",
    "arithmetic": "Work the calculation out on paper for a small input: what should come out, and what does?",
    "logic": "For which inputs does the whole condition hold, and for which should it?",
    "off_by_one": "What are the very first and the very last value that this place takes?",
    "constant": "Where in the task does this value come from?",
    "variable": "Say aloud what each variable of this line stands for. Which one do you need here?",
    "returned_value": "What does the task ask the function to give back, and of which type is it?",
    "missing_return": "What does the caller get when the function ends here?",
    "missing_case": "Which inputs are unlike the ones you had in mind?",
    "missing_step": "Tell the task's steps in your own words: which of them has no line yet?",
    "extra_step": "What would your program do if that step were not there?",
    "condition": "For which inputs is the condition true, and for which should it be?",
    "loop": "Which elements does the loop visit, in which order, and when does it end?",
    "argument": "What does that call expect, and what does it get?",
    "index": "Which element stands at that position for a short input?",
    "expression": "What does this part give for a small input, and what should it give?",
    "missing_function": "Which names does the task use?",
    "start_value": "What should the variable hold before anything has been looked at?",
    "parameters": "How do the task's examples call the function?",
    "syntax": "Read the line before it as well: is everything closed that was opened?",
    "wrong_name": "How do the task's examples call the function?",
}

# How a sentence names a concept whose id doesn't read well in it.
_TOPICS = {
    "comparison": "how comparisons work",
    "numbers": "what each arithmetic operator does",
    "logical-operators": "how and, or and not join conditions",
    "off-by-one": "counting the steps at both ends",
    "constants": "which values are fixed by the task",
    "return-values": "what a function returns, and when",
    "edge-cases": "the unusual inputs: empty, one element, all alike",
    "problem-decomposition": "splitting the task into steps",
    "reading-code": "reading your program line by line as Python does",
    "conditionals": "when each branch runs",
    "list-indexing": "how positions are counted",
    "statements-and-expressions": "what each expression evaluates to",
    "functions": "how a function gets its name",
    "accumulator-pattern": "the value a variable starts with",
    "parameters": "how a call fills the parameters",
    "syntax-errors": "how Python reads a line",
    "arguments": "what a call hands over",
    "loops": "what a loop goes over",
    "variables": "what each variable stands for",
}


@dataclass(frozen=True, slots=True)
class Hint:
    """One rung: its level (1 the weakest), its text, and the concept it points to, if any."""

    level: int
    text: str
    concept: str = ""


def ladder(code: str, challenge: Any, fault: Any, fix: Fix | None, counterexample: Any) -> tuple[Hint, ...]:
    """The hints for one submission, weakest first. `fault` and `counterexample` may be None.

    Each rung has several wordings; the first that holds nothing of the fix is taken.
    """
    rungs: list[tuple[list[str], str]] = []
    main = _main_edit(fix)
    about = _about(code, main)
    if fault is not None:
        rungs.append((_regions(code, fault, main, fix), ""))
    if main is not None:
        sentence, concept = _KINDS[main.kind]
        rungs.append(([about + sentence if about else sentence, sentence], concept))
        rungs.append((_concepts(main), concept))
    if counterexample is not None:
        rungs.append((_questions(counterexample), ""))
    if not rungs:
        rungs = [([hint.text], "") for hint in challenge.hints]
    names = _brought_in(code, fix)
    brought = {text for text in names if not text.isidentifier() or text in ("True", "False", "None")}
    kept: list[tuple[str, str]] = []
    for wordings, concept in rungs:
        # Best without so much as a name that the fix brings in; but a name like `a` or `number` is a word as well.
        safe = [text for text in wordings if not gives_away(text, brought)]
        safest = [text for text in safe if not gives_away(text, names)]
        if safe:
            kept.append(((safest or safe)[0], concept))
    return tuple(Hint(level, text, concept) for level, (text, concept) in enumerate(kept, 1))


def _main_edit(fix: Fix | None) -> Edit | None:
    """The change that a learner should think about first: what keeps Python from running it, else the smallest."""
    if fix is None or not fix.edits:
        return None
    first = [edit for edit in fix.edits if edit.kind in ("syntax", "wrong_name", "missing_function")]
    return min(first or fix.edits, key=lambda edit: (edit.cost, edit.line))


SMALL = 0.3  # of a program: so much less and most of it stays


def _regions(code: str, fault: Any, main: Edit | None, fix: Fix | None) -> list[str]:
    one = fault.line == fault.end_line
    where = f"line {fault.line}" if one else f"lines {fault.line} to {fault.end_line}"
    name = _function_at(code, fault.line)
    inside = f" in your function `{name}`" if name else ""
    if fix is None:
        return [
            f"Start at {where}{inside}: the inputs that fail pass through there.",
            f"Start at {where}: the inputs that fail pass through there.",
        ]
    if main is not None and main.kind == "missing_function":
        plain = "The tests ask for a function that your program doesn't have yet. Compare the names with the task."
        return [f"The tests call `{main.before}`, and your program has no function of that name.", plain]
    texts = [
        f"Look closely at {where}{inside}.",
        f"The place to look at is {where}{inside}.",
        f"Think again about {where}{inside}.",
    ]
    if fix.relative_size < SMALL and not one:
        texts.append(f"Most of your program can stay as it is; think again about {where}{inside}.")
    first = fault.line % len(texts)  # the same program gets the same words
    return [*texts[first:], *texts[:first], f"Look closely at {where}."]


def _function_at(code: str, line: int) -> str:
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    names = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.lineno <= line <= (node.end_lineno or line)
    ]
    return names[-1] if names else ""


def _about(code: str, main: Edit | None) -> str:
    """Which of the learner's own variables a change is about, where it is about one."""
    if main is None or not main.before:
        return ""
    try:
        tree = ast.parse(main.before)
        own = {n.id for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in own}
    return f"It is about `{names.pop()}`. " if len(names) == 1 else ""


def _concepts(main: Edit) -> list[str]:
    """Where to read on, and what to ask oneself."""
    _, concept = _KINDS[main.kind]
    topic = _TOPICS.get(concept, concept.replace("-", " "))
    texts = [
        f"What helps here is {topic}. {_THINK[main.kind]}",
        f"Have another look at {topic}. {_THINK[main.kind]}",
        _THINK[main.kind],
        f"Have another look at {topic}.",
    ]
    return texts if main.line % 2 else [texts[1], texts[0], *texts[2:]]


def _questions(counterexample: Any) -> list[str]:
    """Questions about one input, the fullest first."""
    call, expected, actual = (_short(t) for t in (counterexample.call, counterexample.expected, counterexample.actual))
    follow = "Follow your lines by hand with it: which one makes the difference?"
    return [
        f"Try {call}: it should give {expected}, yours gives {actual}. {follow}",
        f"Try {call}: yours gives {actual}. What should it give, and why? {follow}",
        f"Try {call}. What should it give, and what does yours give? {follow}",
        "Take the smallest input that fails. What should it give, and which of your lines makes the difference?",
        "Which of your lines makes the difference for the smallest input that fails?",
    ]


def _short(text: str, limit: int = 160) -> str:
    text = re.sub(r" at 0x[0-9a-f]+", "", text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _brought_in(code: str, fix: Fix | None) -> set[str]:
    """The expressions that the fix has and the learner's program hasn't."""
    if fix is None:
        return set()
    own = set(_expressions(code))
    new = {text for edit in fix.edits for text in _expressions(edit.after)} | set(_expressions(fix.source))
    return {text for text in new if text not in own}


def _expressions(source: str) -> Iterable[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if (isinstance(node, ast.expr) and not isinstance(node, (ast.Slice, ast.Starred))) or isinstance(
            node, ast.Return
        ):
            yield ast.unparse(node)


def gives_away(text: str, expressions: Iterable[str]) -> bool:
    """Whether a hint holds an expression of the fix as a whole word. A line's number is no expression."""
    plain = re.sub(r"\blines? \d+( to \d+)?", "", text)
    return any(re.search(rf"(?<![\w.]){re.escape(expression)}(?![\w.(\[])", plain) for expression in expressions)
