"""What a learner says that goes wrong, as a symptom: each leads to one question about their own lines."""

import re
from collections.abc import Callable

from ai_engine.tutor.compose.wording import code, line_of, listed
from ai_engine.tutor.evidence.program import Loop, Program

_ALWAYS = re.compile(
    r"\b(?:always|every time|each time|no matter|only ever|stays?|same|never changes|whatever)\b", re.IGNORECASE
)
_NEGATIVE = re.compile(r"\b(?:negatives?|minus|below zero|less than (?:0|zero)|-\d)\b", re.IGNORECASE)
_EMPTY = re.compile(r"\b(?:empty|nothing in|no items|zero items|\[\]|\"\")", re.IGNORECASE)
_LAST = re.compile(
    r"\b(?:last|final|misses|missing|skips?|one (?:too )?(?:few|less|short)|not all|leaves? out|doesn'?t (?:print|include|count|reach))\b",
    re.IGNORECASE,
)
_TOO_FAR = re.compile(
    r"\b(?:one (?:too )?(?:many|more)|too far|once (?:too often|more)|extra|one time too)\b", re.IGNORECASE
)
_ONCE = re.compile(
    r"\b(?:only (?:prints?|runs?|shows?|returns?|does|goes|works?|counts?|checks?|the first|once)|just (?:once|the first)|(?:stops?|ends?|returns?|quits?) (?:after|too early|at) (?:the first|one|early)?|first (?:one|item|element|letter|number) only|only .{0,20}(?:first|once|one))\b",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"\b(?:nothing (?:happens|(?:is |gets |was )?(?:printed|shown|displayed)|prints|shows)|no output|doesn'?t (?:print|show|output|do) (?:anything|nothing)|prints nothing|blank|empty output)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\bNone\b")
_FOREVER = re.compile(
    r"\b(?:forever|for ever|infinite\w*|never (?:stops|ends|finishes)|keeps (?:going|printing|running|asking)|freez\w+|hangs?|doesn'?t stop|won'?t stop)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"<(?:function|bound method|class|built-in|__main__)|\bobject at 0x", re.IGNORECASE)
_AGAIN = re.compile(
    r"\bagain\b.{0,30}\b(?:even|although|though|when)\b|\beven (?:if|when|though)\b.{0,40}\b(?:right|correct|same)\b",
    re.IGNORECASE,
)


def symptom_question(prose: str, program: Program) -> str:
    """A question about the learner's own lines that fits what they report; "" where no symptom is recognised."""
    for pattern, ask in _SYMPTOMS:
        if pattern.search(prose):
            question = ask(program)
            if question:
                return question
    return ""


def _forever(program: Program) -> str:
    loop = next((loop for loop in program.loops if loop.is_while), None)
    if loop is None:
        return ""
    changed = [name for name in loop.targets if name in loop.updates]
    if not changed:
        return f"The loop at {line_of(loop.line, loop.header)} goes on while {code(loop.over)} is true. Which line inside it changes something in that condition?"
    return (
        f"The loop at {line_of(loop.line, loop.header)} ends when {code(loop.over)} becomes false. {_inside(changed)} inside the loop: "
        "in which direction, and does it ever get there?"
    )


def _again(program: Program) -> str:
    loop = next((loop for loop in program.loops if loop.is_while and loop.updates), None)
    if loop is None:
        return ""
    name = next((name for name in loop.targets if name in loop.updates), loop.updates[0])
    return f"At the end of each pass Python asks {code(loop.over)} again. Which value does {code(name)} have at that moment, and which line gave it?"


def _object(program: Program) -> str:
    for function in program.functions:
        for line, shown in program.printed:
            if re.search(rf"\b{re.escape(function.name)}\b(?!\()", shown):
                return f"Line {line} shows {code(function.name)} itself, which is the function and not its result. What makes a function run, and does line {line} do that?"
    return ""


def _silent(program: Program) -> str:
    uncalled = [function for function in program.functions if not function.called]
    if uncalled:
        return f"{code(uncalled[0].name)} is defined at line {uncalled[0].line}. Which line of the program calls it?"
    if not program.printed:
        return "Which line of the program shows something on the screen? A value that is only worked out stays inside the program."
    return f"Does the program ever get to line {program.printed[0][0]}? Which conditions and loops stand before it?"


def _none(program: Program) -> str:
    function = next((found for found in program.functions if not found.returns), None)
    if function is not None:
        return f"What does {code(function.name)} hand back to the line that calls it?"
    if program.functions and program.conditions:
        name = code(program.functions[0].name)
        return f"Find the way through {name} on which no line hands a value back. For which input does the program go that way?"
    return ""


def _once(program: Program) -> str:
    for loop in program.loops:
        inside = [item for function in program.functions for item in function.returns if item[0] > loop.line]
        for number, value in inside:
            text = program.lines[number - 1]
            header = program.lines[loop.line - 1]
            if _indent(text) > _indent(header):
                return (
                    f"Line {number} gives back {code(value)} from inside the loop that starts at line {loop.line}. "
                    "How many passes does the loop make before that line runs?"
                )
    if program.loops:
        loop = program.loops[0]
        return f"Which lines belong to the body of the loop at {line_of(loop.line, loop.header)}? Go by their indentation, and say which of them you want to run on each pass."
    return ""


def _always(program: Program) -> str:
    loop = next((found for found in program.loops if found.updates), None)
    names = [name for name in (loop.updates if loop else ()) if loop is not None and name not in loop.targets]
    if loop is not None and names:
        line = _assigns(program, names[0], loop)
        where = f" at {line_of(line, program.line_text(line))}" if line else ""
        return f"What is {code(names[0])} just before the assignment{where}, and what is it just after, on the second pass? Does the new value use the old one?"
    if program.conditions:
        test = program.conditions[0]
        return f"For which input would {code(test.test)} at line {test.line} be true, and for which one false? Try one of each."
    return ""


def _negative(program: Program) -> str:
    for name in program.assigned:
        line = next(
            (n for n, text in enumerate(program.lines, 1) if re.match(rf"\s*{name}\s*=\s*0\s*(?:#.*)?$", text)), 0
        )
        if line:
            return f"Before anything is compared, line {line} sets {code(name)} to 0. When every value is below zero, which of them can ever replace it?"
    return ""


def _empty(program: Program) -> str:
    for function in program.functions:
        if function.parameters:
            return f"Go through {code(function.name)} with an empty {code(function.parameters[0])}: which lines run at all, and what has each variable then?"
    return ""


def boundary_question(program: Program) -> str:
    """A question about where the first loop begins and ends; "" where there is none."""
    return _last(program)


def _last(program: Program) -> str:
    loop = next((found for found in program.loops if "range(" in found.over), None)
    if loop is not None:
        return f"What is the first value of {listed([code(name) for name in loop.targets])} in {line_of(loop.line, loop.header)}, and what is the last? Compare them with the first and last that you need."
    loop = next((found for found in program.loops if found.is_while), None)
    if loop is not None:
        return f"In the last pass that you want, is {code(loop.over)} at line {loop.line} still true at its beginning?"
    return ""


_SYMPTOMS: tuple[tuple[re.Pattern[str], Callable[[Program], str]], ...] = (
    (_OBJECT, _object),
    (_AGAIN, _again),
    (_FOREVER, _forever),
    (_SILENT, _silent),
    (_NONE, _none),
    (_NEGATIVE, _negative),
    (_ONCE, _once),
    (_ALWAYS, _always),
    (_EMPTY, _empty),
    (_TOO_FAR, _last),
    (_LAST, _last),
)


def _assigns(program: Program, name: str, loop: Loop) -> int:
    pattern = re.compile(rf"\s*{re.escape(name)}\s*(?:[-+*/%]|//|\*\*)?=(?!=)")
    return next((n for n in range(loop.line + 1, len(program.lines) + 1) if pattern.match(program.lines[n - 1])), 0)


def _inside(names: list[str]) -> str:
    return f"{listed([code(name) for name in names[:2]])} change{'s' if len(names[:2]) == 1 else ''}"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
