"""The next step with a line that is still as it was: one that was not said before, from a question to an experiment."""

import re

from ai_engine.analysis.findings import Finding
from ai_engine.tutor.compose.deeper import look, question_of_difference
from ai_engine.tutor.compose.framing import put_before
from ai_engine.tutor.compose.scene import Scene
from ai_engine.tutor.compose.suspect import suspect_question
from ai_engine.tutor.compose.voice import sentences
from ai_engine.tutor.compose.wording import code, ended, line_of, split_sentences
from ai_engine.tutor.evidence.suspects import Suspect

_PLACE_ONLY = re.compile(r"(?:Look|Read)\b[^.?!]*\bline \d+\W*$")
_TELLING = 30  # characters: shorter sentences only lead to others
_MOST = 0.45
_ELSEWHERE = frozenset(
    {"none", "place", "left_out", "endless", "unused", "unchanged"}
)  # what is missing stands on no line yet


def next_step(scene: Scene) -> str:
    """The first step that this conversation has not seen yet; the last one where all were seen."""
    steps = _steps(scene)
    return next((text for text in steps if text and _core(text) not in scene.said), steps[-1])


def run_again(scene: Scene) -> str:
    """To change the line and see whether the known example comes out right then."""
    failed = scene.facts.failure
    if failed is not None and failed.expected:
        return f"run {code(failed.call)}: does it give {code(failed.expected)}?"
    return "run it with the same input: what changes?"


def mostly_said(text: str, scene: Scene) -> bool:
    """Whether most of what a text says was said in this conversation already."""
    told = [part for part in split_sentences(text.replace("\n\n", " ")) if len(part) >= _TELLING]
    return bool(told) and sum(part in scene.said for part in told) > _MOST * len(told)


def another_way(scene: Scene) -> str:
    """The next step in place of words that would only be repeated."""
    lead = scene.voice.by_tone(
        key="another-way",
        encouraging=("Let's come at it from another side.", "Another way in:"),
        analytical=("Another approach.",),
        creative=("New angle, same riddle.",),
        practical=("Another way.",),
    )
    step = next_step(scene)
    item, suspect = scene.plan.finding, scene.facts.suspect
    line = item.line if item is not None else suspect.line if suspect is not None else 0
    where = line_of(line, scene.facts.program.line_text(line))
    return sentences(lead, f"Stay at {where}." if line and f"line {line}" not in step else "", step)


def to_change(scene: Scene, how: str) -> str:
    """To change the line in question, or the program where the change may belong elsewhere, and to run it again."""
    item, suspect = scene.plan.finding, scene.facts.suspect
    line = item.line if item is not None else suspect.line if suspect is not None else 0
    elsewhere = item.category == "runtime" if item is not None else suspect is None or suspect.kind in _ELSEWHERE
    what = "the program" if elsewhere or not line else f"{line_of(line, scene.facts.program.line_text(line))},"
    return f"Change {what} {how}, and {run_again(scene)}"


def _core(text: str) -> str:
    """The last sentence: what the step asks for, without what leads to it."""
    return text.rpartition(". ")[2]


def _steps(scene: Scene) -> list[str]:
    item, suspect = scene.plan.finding, scene.facts.suspect
    if item is not None:
        return _of_finding(scene, item)
    if suspect is not None:
        return _of_suspect(scene, suspect)
    return _without_place(scene)


def _of_finding(scene: Scene, item: Finding) -> list[str]:
    where = line_of(item.line, scene.facts.program.line_text(item.line))
    hints = [put_before(ended(text)) for text in item.hints[: max(1, scene.state.level)] if not _PLACE_ONLY.match(text)]
    return [
        *hints,
        put_before(ended(item.how_to_check)) if item.how_to_check else "",
        f"Say in your own words what {where}, does, and then what it should do. Where do the two part?",
        to_change(scene, "the way you think it should be"),
        f"Write down what you would do by hand at {where}, one step after another, and compare it with the code.",
    ]


def _of_suspect(scene: Scene, suspect: Suspect) -> list[str]:
    call = scene.facts.failure or scene.facts.seen
    where = line_of(suspect.line, scene.facts.program.line_text(suspect.line))
    by_hand = f"{code(call.call)} by hand" if call is not None else "one small input by hand"
    return [
        suspect_question(scene, suspect, call),
        question_of_difference(scene, suspect),
        look(scene, suspect),
        to_change(scene, "the way you think it should be"),
        f"Do {by_hand}, on paper, without looking at the code. At which step do you do something else than {where}?",
    ]


def _without_place(scene: Scene) -> list[str]:
    failed = scene.facts.failure
    program = scene.facts.program
    name = code(program.functions[0].name) if program.functions else "your program"
    smallest = f"Take {code(failed.call)}" if failed is not None else "Take the smallest input for which it goes wrong"
    return [
        f"{smallest} and write down every value after each line. Which is the first that you did not expect?",
        f"Put a `print` of what changes into {name} and run it. Which line of the output is the first that surprises you?",
        f"How would you do it by hand, step by step? Look for each of these steps in {name}: which one is missing, or stands elsewhere?",
    ]
