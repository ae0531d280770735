"""The next step after a question about a line that the program still has: the difference, then a print, then the idea."""

import re

from ai_engine.knowledge import Note
from ai_engine.tutor.compose.difference import difference
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.task import too_close
from ai_engine.tutor.compose.voice import paragraphs, sentences
from ai_engine.tutor.compose.wording import code, ended, fence, first_sentences, line_of, listed
from ai_engine.tutor.evidence.suspects import Suspect
from ai_engine.tutor.evidence.watching import Watched, enclosing_loop, watch

_IDEAS = {
    "range": "range",
    "iteration": "for-loops",
    "test": "comparison",
    "start": "accumulator-pattern",
    "update": "augmented-assignment",
    "result": "return-values",
    "place": "indentation",
    "none": "return-values",
    "unused": "parameters",
    "left_out": "conditionals",
    "endless": "infinite-loops",
    "call": "list-methods",
}
_VALUE = re.compile(r"-?\d+(?:\.\d+)?|\"[^\"]*\"|'[^']*'|True|False|None", re.IGNORECASE)


def deeper(scene: Scene) -> Composed:
    """Each time another way to the same line; the plan's move says which."""
    suspect = scene.facts.suspect
    call = scene.facts.failure or scene.facts.seen
    if suspect is None:
        return Composed("Let's go through it together: what do you think each line does, from the first to the last?")
    seen = watch(suspect.line, call.steps if call is not None else (), scene.facts.program)
    where = line_of(suspect.line, scene.facts.program.line_text(suspect.line))
    note = scene.bank.notes.get(_IDEAS.get(suspect.kind, ""))
    if scene.plan.move == "explain" and note is not None and not scene.policy.avoids(note.id):
        return _idea(scene, note, where)
    if scene.plan.move == "experiment":
        return _look(scene, suspect, where)
    return _difference(scene, suspect, seen, where)


def _difference(scene: Scene, suspect: Suspect, seen: Watched, where: str) -> Composed:
    """What the learner said held against what was seen, and how far the result is from what is wanted."""
    failed = scene.facts.failure
    lead = _heard(scene, seen)
    clue = ""
    if failed is not None and not failed.error and failed.expected:
        clue = f"{code(failed.call)} gives {code(failed.got)}, and {code(failed.expected)} is wanted."
        clue = sentences(clue, difference(failed.got, failed.expected, scene.facts.program))
    if suspect.kind == "range" and seen.taken:
        taken = listed([code(value) for value in seen.taken[:6]])
        question = f"The values that line {suspect.line} goes through are {taken}. Do it by hand with the values that you would use: is one of these too many, or is one missing?"
    elif suspect.kind == "test":
        question = f"Say {where}, in your own words: for which input should it be true, and for which one false? Try the input right at the border between the two."
    elif enclosing_loop(suspect.line, scene.facts.program) is not None:
        question = f"Write down every value that changes, before and after {where}, for the first two passes. In which pass do you see something that you don't want?"
    else:
        question = f"Say {where}, in your own words, and then say what the task asks for at this point. Which word is different?"
    return Composed(paragraphs(sentences(lead, clue), question))


def _heard(scene: Scene, seen: Watched) -> str:
    """Whether values that the learner names are those that were seen."""
    said = [text.strip("\"'") for text in _VALUE.findall(scene.asked.prose)]
    if not said:
        return "" if not scene.voice.frustrated else "Let's take a smaller step."
    known = {value.strip("\"'") for value in (*seen.taken, *(value for _, value in (*seen.first, *seen.last)))}
    if seen.taken and {seen.taken[0].strip("\"'"), seen.taken[-1].strip("\"'")} <= set(said):
        return "Yes, those are the values that it has."
    return "Yes, that value is there." if known & set(said) else ""


def _look(scene: Scene, suspect: Suspect, where: str) -> Composed:
    """A print that shows it."""
    names = [name for name in dict.fromkeys(re.findall(r"[A-Za-z_]\w*", suspect.piece)) if name in _own(scene)]
    loop = next((item for item in scene.facts.program.loops if item.line == suspect.line), None)
    if loop is not None:
        names = [*loop.targets, *(name for name in loop.updates if name.isidentifier())]
    shown = ", ".join(dict.fromkeys(names[:3])) or "the values on it"
    put = f"`print({shown})`" if names else "a print of the values on it"
    place = "as the first line inside the loop at" if loop is not None else "right before"
    lead = scene.voice.by_tone(
        key="look",
        encouraging=("More words won't help as much as seeing it, so let's make it visible.",),
        analytical=("Measure it.",),
        creative=("Let's set a trap for it.",),
        practical=("Try this.",),
    )
    failed = scene.facts.failure or scene.facts.seen
    run = f" and run {code(failed.call)}" if failed is not None else " and run it"
    return Composed(
        sentences(
            lead, f"Put {put} {place} {where},{run}.", "Which line of the output is the first that you did not expect?"
        )
    )


def _idea(scene: Scene, note: Note, where: str) -> Composed:
    """The idea behind the line with an example that isn't the task."""
    example = "" if too_close(note, scene) or note.example_language != "python" else fence(note.example)
    return Composed(
        paragraphs(
            "Let's leave your program for a moment and look at the idea behind that line.",
            ended(first_sentences(note.explanation, 3)),
            example,
            f"Now go back to {where}: what is different there?",
        ),
        shown=(f"example:{note.id}",) if example else (),
    )


def _own(scene: Scene) -> set[str]:
    program = scene.facts.program
    return {*program.assigned, *(name for function in program.functions for name in function.parameters)}
