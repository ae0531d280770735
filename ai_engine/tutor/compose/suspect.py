"""A question about the line that seems to be at fault, with the values that it had in a watched call. Never the change."""

import re
from collections.abc import Callable

from ai_engine.tutor.compose.scene import Scene
from ai_engine.tutor.compose.voice import sentences
from ai_engine.tutor.compose.wording import code, line_of, listed
from ai_engine.tutor.evidence.example_trials import Failure
from ai_engine.tutor.evidence.program import Program
from ai_engine.tutor.evidence.suspects import Suspect
from ai_engine.tutor.evidence.watching import Values, Watched, enclosing_loop, watch

_SEVERAL = 6


def suspect_question(scene: Scene, suspect: Suspect, call: Failure | None) -> str:
    """Where to look, what was seen there in the call, and what to compare it with."""
    program = scene.facts.program
    seen = watch(suspect.line, call.steps if call is not None else (), program)
    where = line_of(suspect.line, program.line_text(suspect.line))
    name = code(call.call) if call is not None else "a small input"
    if suspect.kind in _SPECIAL:
        return _SPECIAL[suspect.kind](where, suspect, name, seen)
    if suspect.kind == "range":
        return _of_range(where, seen, name, program)
    if suspect.kind == "iteration":
        return _of_iteration(where, seen, name, program)
    if suspect.kind == "test":
        return sentences(
            f"Look at {where}.",
            _then("The first time it is asked", seen.first),
            f"Is {code(suspect.piece)} true or false {'then' if seen.first else f'for {name}' if call is not None else 'the first time it is asked'}, and is that what you want at this moment?",
        )
    if suspect.kind == "start":
        return sentences(
            f"Look at {where}: that is what {code(suspect.piece)} is before any item is looked at.",
            f"Take {name} and do the first pass by hand, beginning with that value. What becomes of {code(suspect.piece)}, "
            "and is it what you would have written down on paper?",
        )
    if suspect.kind == "update":
        return _of_update(where, seen, suspect, name, program)
    if suspect.kind == "place":
        return _of_place(where, seen, suspect, name, program)
    call_of = re.match(r"(\w+)\(", suspect.piece)
    called = next((item for item in program.functions if call_of is not None and item.name == call_of[1]), None)
    if suspect.kind == "call" and called is not None and len(called.parameters) > 1:
        return (
            f"Look at {where}. Write down next to each parameter of {code(called.name)}, {listed([code(one) for one in called.parameters])}, "
            "which value it gets in this call. Is that what the task says?"
        )
    if suspect.kind == "result":
        return sentences(
            f"Look at {where}.",
            _then("When it runs", seen.last),
            f"Work out {code(suspect.piece)} piece by piece with these values: what does each part give, and which is not what the task wants?",
        )
    return sentences(
        f"Look at {where}.",
        _then("When it runs", seen.first),
        "What do you expect it to do with these values, and what does it really do? Print before and after it to find out.",
    )


def _of_nothing(where: str, suspect: Suspect, name: str, seen: Watched) -> str:
    return (
        f"In {name} the last line that runs is {where}; after it {code(suspect.piece)} is over. "
        "What has the line that called it in its hands then, and which line of the function gives it that?"
    )


def _of_unused(where: str, suspect: Suspect, name: str, seen: Watched) -> str:
    return (
        f"Look at {where}: it takes {code(suspect.piece)}, but no line after it uses that name. "
        f"What is {code(suspect.piece)} for in the task, and at which line should it make a difference?"
    )


def _of_left_out(where: str, suspect: Suspect, name: str, seen: Watched) -> str:
    several = ", " in suspect.piece
    numbers = listed([code(item) for item in suspect.piece.split(", ")])
    return (
        f"The task makes a difference for {numbers}, and no line of the program names {'them' if several else 'it'}. "
        f"Begin at {where}: choose an input for which {'those cases matter' if several else 'that case matters'}. "
        "Which way does the program go, and which way does the task want?"
    )


def _of_unchanged(where: str, suspect: Suspect, name: str, seen: Watched) -> str:
    return (
        f"Look at {where}, and then at the line that gives {code(suspect.piece)} back. Follow {code(suspect.piece)} through {name}: "
        "which line between the two changes it, and when should it change?"
    )


def _of_endless(where: str, suspect: Suspect, name: str, seen: Watched) -> str:
    return sentences(
        f"The loop goes on as long as {code(suspect.piece)} is true. Look at {where}.",
        _then("When I stopped the program in the middle of it", seen.last),
        f"Do one more pass by hand from there: what changes at line {suspect.line}, and does it bring the loop nearer to its end?",
    )


_SPECIAL: dict[str, Callable[[str, Suspect, str, Watched], str]] = {
    "none": _of_nothing,
    "unused": _of_unused,
    "left_out": _of_left_out,
    "endless": _of_endless,
    "unchanged": _of_unchanged,
}


def _of_range(where: str, seen: Watched, name: str, program: Program) -> str:
    loop = next((item for item in program.loops if item.line == seen.line), None)
    variable = code(loop.targets[0]) if loop is not None and loop.targets else "the loop variable"
    if len(seen.taken) > 1:
        told = (
            f"For {name}, {variable} is {code(seen.taken[0])} on the first pass and {code(seen.taken[-1])} on the last."
        )
    elif seen.taken:
        told = f"For {name} there is one pass, with {variable} at {code(seen.taken[0])}."
    elif seen.times:
        told = f"For {name} the loop makes no pass at all."
    else:
        told = ""
    return sentences(
        f"Look at {where}.", told, f"Which values does {variable} have to go through for this input, first and last?"
    )


def _of_iteration(where: str, seen: Watched, name: str, program: Program) -> str:
    loop = next((item for item in program.loops if item.line == seen.line), None)
    variables = (
        listed([code(item) for item in loop.targets]) if loop is not None and loop.targets else "the loop variable"
    )
    taken = [code(value) for value in seen.taken[:3]]
    told = ""
    if taken:
        more = ", and so on" if len(seen.taken) > len(taken) else ""
        told = f"For {name}, {variables} is {', then '.join(taken)}{more}."
        question = f"Is that what one {variables} should be?"
    else:
        stand = "What do" if loop is not None and len(loop.targets) > 1 else "What does"
        question = f"{stand} {variables} stand for on the first pass of {name}? Print it there, and say what you thought it would be."
    return sentences(f"Look at {where}.", told, question)


def _of_update(where: str, seen: Watched, suspect: Suspect, name: str, program: Program) -> str:
    piece = code(suspect.piece)
    if enclosing_loop(suspect.line, program) is not None and seen.times > 1:
        return sentences(
            f"Look at {where}.",
            _then("Just before it runs for the last time", seen.last),
            f"What is {piece} right after it, and what did you want it to be at that point?",
        )
    return sentences(
        f"Look at {where}.",
        _then(f"When it runs in {name}", seen.first),
        f"Work out by hand what {piece} is right after it. Is that the value that the task asks for at this point?",
    )


def _of_place(where: str, seen: Watched, suspect: Suspect, name: str, program: Program) -> str:
    loop = enclosing_loop(suspect.line, program)
    if loop is not None:
        times = f"In {name} it runs {_times(seen.times)}." if seen.times else ""
        return sentences(
            f"Look at where {where}, stands: inside the loop that begins at line {loop.line}.",
            times,
            "How often should it run, and after which step of your plan?",
        )
    times = f"In {name} it runs {_times(seen.times)}." if seen.times else f"In {name} it does not run at all."
    return sentences(
        f"Look at where {where}, stands, and at its indentation: which block does it belong to?",
        times,
        "How often should it run for this input, and when?",
    )


def _times(number: int) -> str:
    words = {1: "once", 2: "twice"}
    return words.get(number, f"{number} times" if number <= _SEVERAL else "many times")


def _then(lead: str, values: Values) -> str:
    shown = listed([f"{code(name)} is {code(value)}" for name, value in values])
    return f"{lead}, {shown}." if shown else ""
