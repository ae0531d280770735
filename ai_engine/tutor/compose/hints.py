"""Hints by level for a finding, and another way in when hints did not help."""

import re

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.tracebacks import ErrorExplanation
from ai_engine.knowledge import Note
from ai_engine.tutor.compose.debug import trace_fallback
from ai_engine.tutor.compose.framing import comfort, put_before, solved_before
from ai_engine.tutor.compose.next_step import another_way
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.task import too_close
from ai_engine.tutor.compose.voice import paragraphs, sentences
from ai_engine.tutor.compose.wording import ended, fence, line_of

_ONLY_PLACE = re.compile(r"(?:Look|Read)\b[^.?!]*\bline \d+\W*$")


def hint(scene: Scene) -> Composed:
    """The hint of the plan's level for its finding."""
    item = scene.plan.finding
    if item is None:
        return trace_fallback(scene)
    level = scene.plan.level
    voice = scene.voice
    text = ended(_hint_text(item, level, scene.facts.error))
    where = line_of(item.line, scene.facts.program.line_text(item.line))
    if text and text in scene.said and not scene.plan.again:
        return Composed(another_way(scene))
    lead = ""
    if scene.plan.again:
        lead = voice.by_tone(
            key="again",
            encouraging=(f"You changed the program, and that counts. The same thing is still there, at {where}.",),
            analytical=(f"The code changed; the observation at {where} did not.",),
            creative=(f"New version, same riddle at {where}. Here is a stronger lamp.",),
            practical=(f"Still there: {where}.",),
        )
    elif level == 1 or str(item.line) not in text:
        lead = voice.by_tone(
            key="hint",
            encouraging=(f"Here is a small push: look at {where}.", f"You need only one place for now: {where}."),
            analytical=(f"Narrow it down to {where}.",),
            creative=(f"A clue hides at {where}.",),
            practical=(f"Look at {where}.",),
        )
    close = ""
    if voice.personality == "encouraging":
        close = voice.pick(
            "try",
            ("Try it, and show me what you changed.", "Change what you think it needs and send me the new version."),
        )
    return Composed(paragraphs(solved_before(scene), sentences(comfort(scene), lead, text), close))


def of_ladder(scene: Scene) -> Composed:
    """The next rung of the challenge's ladder, or why none is due."""
    plan = scene.plan
    if plan.move != "hint":
        return Composed(plan.given)
    lead = scene.voice.by_tone(
        key="rung",
        encouraging=("Here is a push for this challenge.", "You are on it; here is the next hint."),
        analytical=(f"Hint {plan.level}.",),
        creative=("Another lamp for the path.",),
        practical=(f"Hint {plan.level}:",),
    )
    return Composed(paragraphs(lead, plan.given, "Change your program with it, and then you can ask for the next one."))


def shown_solution(scene: Scene) -> Composed:
    """A solution that the class policy lets out after enough attempts, with what to do with it."""
    return Composed(
        paragraphs(
            "You have tried often enough to see one way to do it.",
            fence(scene.plan.given),
            "Don't copy it: find the first line where it differs from yours in what it does, and say why. Then close it "
            "and write your own.",
        )
    )


def approach(scene: Scene) -> Composed:
    """Another way in, when hints did not help: an experiment with a value, or a question about one."""
    item = scene.plan.finding
    if item is None:
        return trace_fallback(scene)
    where = line_of(item.line, scene.facts.program.line_text(item.line))
    if scene.plan.move == "explain" and scene.plan.note is not None:
        return _idea_behind(scene, scene.plan.note, where)
    if scene.plan.move == "experiment":
        lead = scene.voice.by_tone(
            key="approach",
            encouraging=("More hints won't help as much as seeing it happen, so let's try something else.",),
            analytical=("A different method: measure instead of guessing.",),
            creative=("Enough clues; let's set a trap for the bug.",),
            practical=("Try this instead.",),
        )
        return Composed(paragraphs(sentences(comfort(scene), lead), ended(item.how_to_check), "Tell me what you saw."))
    lead = scene.voice.by_tone(
        key="approach",
        encouraging=("Let's go about it differently: explain it to me.",),
        analytical=("Let's state what the line does.",),
        creative=("Imagine I have never seen Python.",),
        practical=("Answer me one thing.",),
    )
    question = (
        f"What does {where}, do in your own words, and what should it do?"
        if "`" in where
        else f"What should {where} do?"
    )
    return Composed(sentences(comfort(scene), lead, question))


def _idea_behind(scene: Scene, note: Note, where: str) -> Composed:
    """The idea behind the fault with the note's example, which isn't the learner's task."""
    lead = scene.voice.by_tone(
        key="idea",
        encouraging=("Let's leave your program for a moment and look at the idea behind it.",),
        analytical=("The principle behind it, on another program.",),
        creative=("Let's visit a program where this works.",),
        practical=("The idea, on another example.",),
    )
    example = "" if too_close(note, scene) else fence(note.example, note.example_language)
    back = f"Now go back to {where}: what is different there?"
    return Composed(paragraphs(sentences(lead, note.explanation), example, back), shown=(f"example:{note.id}",))


def _hint_text(item: Finding, level: int, error: ErrorExplanation | None) -> str:
    """The hint of a level. What only repeats the place, or what the error's explanation said already, is passed over."""
    said = {*error.what_to_print[:1], *error.likely_causes[:1]} if error is not None else set()
    ladder = [text for text in item.hints if not _ONLY_PLACE.match(text) and text not in said]
    if not ladder and item.category == "syntax":
        ladder = ["Compare the line, sign by sign, with one of the same kind that works. Which sign is different?"]
    elif not ladder:
        ladder = [
            item.how_to_check
            if item.how_to_check not in said
            else "Which value has each name on that line when it fails?"
        ]
    if level <= len(ladder):
        return put_before(ladder[max(level, 1) - 1])
    rest = [text for text in (item.how_to_check, item.how_to_fix) if text and text not in ladder]
    return put_before(rest[min(level - len(ladder), len(rest)) - 1] if rest else ladder[-1])
