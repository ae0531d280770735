"""What a program is, in its own names: what it takes, goes through and gives back; what it printed; what to try."""

import re

from ai_engine.tutor.compose.scene import Scene
from ai_engine.tutor.compose.wording import code, listed
from ai_engine.tutor.evidence.program import Function, Loop, Program


def describe(program: Program) -> str:
    """One sentence on what the program does, in its own names."""
    parts: list[str] = []
    for function in program.functions[:2]:
        parts.append(_describe_function(function, program))
    top = [loop for loop in program.loops if not any(f.line <= loop.line for f in program.functions)]
    for loop in top[:1]:
        parts.append(_describe_loop(loop))
    if not parts and program.printed:
        parts.append(f"It is meant to print {code(program.printed[0][1])}.")
    return " ".join(parts)


def edge_case(program: Program) -> str:
    """A concrete input at the edge, to try."""
    for function in program.functions:
        if not function.parameters or function.name.startswith("__"):
            continue
        loops_over = [loop for loop in program.loops if not loop.is_while and loop.over in function.parameters]
        name = code(function.name)
        if loops_over:
            return f"Try {name} with an empty {code(loops_over[0].over)}, and with just one item in it. Predict the result before you run it."
        first = function.parameters[0]
        kind = program.kinds.get(first, "")
        odd = {
            "number": "zero, and something negative",
            "text": "an empty text, and a single character",
            "items": "an empty one, and one with a single item",
        }
        values = odd.get(kind, "the smallest value that you can think of, and an unusual one")
        return f"Try {name} with these for {code(first)}: {values}. Predict the result before you run it."
    for loop in program.loops:
        last = re.fullmatch(r"range\((?:-?\d+, )?(\d+)\)", loop.over)
        if last and int(last[1]) > 0 and loop.targets and any(test.line > loop.line for test in program.conditions):
            value = int(last[1]) - 1
            return f"Take {code(loop.targets[0])} = {value}, the last value of {code(loop.over)}: which branch runs for it, and is it the one that you want? Then do the same for the first value."
    if program.reads_input:
        return "Run it and type something unusual: 0, a negative number, or just Enter. Predict what happens first."
    return "Change one value in it, predict what happens, then run it."


def as_run(scene: Scene) -> str:
    """What the program printed when it was run here."""
    if scene.facts.right and scene.facts.failure is None:
        example = scene.facts.right[0]
        return f"I tried {code(example.call)}, and it gives {code(example.expected)}, as it should."
    run = scene.facts.run
    if run is None or run.error:
        return ""
    if not run.lines:
        return "I ran it, and it prints nothing." if not program_only_defines(scene.facts.program) else ""
    if len(run.lines) == 1 and len(run.lines[0]) <= 60:
        return f"I ran it, and it prints {code(run.lines[0])}."
    if len(run.lines[0]) <= 60:
        return f"I ran it, and it prints {len(run.lines)} lines, beginning with {code(run.lines[0])}."
    return "I ran it, and it finishes without an error."


def program_only_defines(program: Program) -> bool:
    """Whether the program has functions that nothing calls, so that a run shows nothing."""
    return bool(program.functions) and not any(function.called for function in program.functions)


def _describe_function(function: Function, program: Program) -> str:
    taking = (
        f" takes {listed([code(name) for name in function.parameters])}" if function.parameters else " takes nothing"
    )
    loops = [loop for loop in program.loops if loop.line > function.line]
    doing = ""
    if loops and not loops[0].is_while:
        doing = f", goes through {code(loops[0].over)}"
    elif loops:
        doing = f", repeats while {code(loops[0].over)}"
    giving = f" and gives back {_given_back(function)}" if function.returns else " and gives nothing back"
    if not function.returns and function.prints:
        giving = " and prints, without giving anything back"
    uncalled = (
        ""
        if function.called or (program.printed == () and len(program.functions) > 1)
        else " Nothing in this code calls it yet."
    )
    return f"{code(function.name)}{taking}{doing}{giving}.{uncalled}"


def _given_back(function: Function) -> str:
    """The values of its return statements in the order of the lines, each once; of many the first two and the last."""
    values = list(dict.fromkeys(value for _, value in sorted(function.returns)))
    if len(values) > 3:
        return f"{code(values[0])}, {code(values[1])}, … or {code(values[-1])}, as it comes"
    if len(values) == 1:
        return code(values[0])
    return f"{', '.join(code(value) for value in values[:-1])} or {code(values[-1])}"


def _describe_loop(loop: Loop) -> str:
    if loop.is_while:
        return f"The loop at line {loop.line} repeats while {code(loop.over)}."
    return f"The loop at line {loop.line} goes through {code(loop.over)}."
