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
    "unchanged": "accumulator-pattern",
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
        lead = scene.voice.by_tone(
            key="look",
            encouraging=("More words won't help as much as seeing it, so let's make it visible.",),
            analytical=("Measure it.",),
            creative=("Let's set a trap for it.",),
            practical=("Try this.",),
        )
        return Composed(sentences(lead, look(scene, suspect)))
    return _difference(scene, suspect, seen)


def _difference(scene: Scene, suspect: Suspect, seen: Watched) -> Composed:
    """What the learner said held against what was seen, and how far the result is from what is wanted."""
    failed = scene.facts.failure
    lead = _heard(scene, seen)
    clue = ""
    if failed is not None and not failed.error and failed.expected:
        clue = f"{code(failed.call)} gives {code(failed.got)}, and {code(failed.expected)} is wanted."
        clue = sentences(clue, difference(failed.got, failed.expected, scene.facts.program))
    return Composed(paragraphs(sentences(lead, clue), question_of_difference(scene, suspect)))


def question_of_difference(scene: Scene, suspect: Suspect) -> str:
    """A question that holds what the line does against what the learner would do."""
    call = scene.facts.failure or scene.facts.seen
    seen = watch(suspect.line, call.steps if call is not None else (), scene.facts.program)
    where = line_of(suspect.line, scene.facts.program.line_text(suspect.line))
    if suspect.kind == "range" and seen.taken:
        taken = listed([code(value) for value in seen.taken[:6]])
        return f"The values that line {suspect.line} goes through are {taken}. Do it by hand with the values that you would use: is one of these too many, or is one missing?"
    if suspect.kind == "test":
        border = re.search(r"[<>]=? *-?\d", suspect.piece)
        trial = "Try the input right at the border between the two." if border else "Try one of each."
        return f"Say {where}, in your own words: for which input should it be true, and for which one false? {trial}"
    if suspect.kind == "unchanged":
        return f"Do it by hand for a small input, with a pencil mark each time that {code(suspect.piece)} would change on paper. Which line of the program stands for that mark?"
    if suspect.kind == "none":
        return f"Which line of {code(suspect.piece)} hands something back to the place that calls it? And what does the task want it to hand back?"
    if suspect.kind == "iteration" and seen.taken:
        return f"On the first pass of line {suspect.line} you have {code(seen.taken[0])}. What would you need to have there to do what the task asks?"
    if enclosing_loop(suspect.line, scene.facts.program) is not None:
        return f"Write down every value that changes, before and after {where}, for the first two passes. In which pass do you see something that you don't want?"
    return (
        f"Say {where}, in your own words, and then say what the task asks for at this point. Which word is different?"
    )


def _heard(scene: Scene, seen: Watched) -> str:
    """Whether values that the learner names are those that were seen."""
    said = [text.strip("\"'") for text in _VALUE.findall(scene.asked.prose)]
    if not said:
        return "" if not scene.voice.frustrated else "Let's take a smaller step."
    known = {value.strip("\"'") for value in (*seen.taken, *(value for _, value in (*seen.first, *seen.last)))}
    if seen.taken and {seen.taken[0].strip("\"'"), seen.taken[-1].strip("\"'")} <= set(said):
        return "Yes, those are the values that it has."
    return "Yes, that value is there." if known & set(said) else ""


def look(scene: Scene, suspect: Suspect) -> str:
    """A print that shows it."""
    where = line_of(suspect.line, scene.facts.program.line_text(suspect.line))
    names = [name for name in dict.fromkeys(re.findall(r"[A-Za-z_]\w*", suspect.piece)) if name in _own(scene)]
    loop = next((item for item in scene.facts.program.loops if item.line == suspect.line), None)
    if loop is not None:
        names = [*loop.targets, *(name for name in loop.updates if name.isidentifier())]
    around = enclosing_loop(suspect.line, scene.facts.program)
    if not names and around is not None:
        names = [*around.targets, *(name for name in around.updates if name.isidentifier())]
    if not names:
        names = [name for function in scene.facts.program.functions[-1:] for name in function.parameters]
    shown = ", ".join(dict.fromkeys(names[:3])) or "the values on it"
    put = f"`print({shown})`" if names else "a print of the values on it"
    place = "as the first line inside the loop at" if loop is not None else "right before"
    if suspect.kind in ("start", "update", "unchanged"):
        place = "right after"  # before it the name may have no value yet
    called = next((item for item in scene.facts.program.functions if suspect.piece.startswith(f"{item.name}(")), None)
    if suspect.kind == "call" and called is not None and called.parameters:
        given = ", ".join(called.parameters)
        return f"Put `print({given})` as the first line of {code(called.name)} and run the program. Which value has each of them, and which did you want?"
    failed = scene.facts.failure or scene.facts.seen
    if suspect.kind == "none" and failed is not None:
        return f"Put `print({failed.call})` below the function and run it. Where does what you see come from?"
    run = f" and run {code(failed.call)}" if failed is not None else " and run it"
    return sentences(
        f"Put {put} {place} {where},{run}.", "Which line of the output is the first that you did not expect?"
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
