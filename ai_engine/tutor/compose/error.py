"""Words about an error text, or about the error that running the program showed."""

import re

from ai_engine.tutor.compose.debug import finding
from ai_engine.tutor.compose.framing import article, comfort, put_before, solved_before, values_there
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.suspect import suspect_question
from ai_engine.tutor.compose.voice import paragraphs, sentences
from ai_engine.tutor.compose.wording import ended, line_of, lower_first
from ai_engine.tutor.evidence.suspects import SURELY

_REMEDY = re.compile(
    r"(?:;|, so| where) (?:[^.;]*\b)?(?:lacks?|is missing|is needed|are needed|mustn't|must be|has to be|needs)\b[^.;]*\.?$"
)
_CLAUSE_WORDS = 5
_NO_SOURCE = re.compile(r"File \"|\w*(?:Error|Exception|Interrupt)\b")


def error(scene: Scene) -> Composed:
    """What the error text says, where, and how to look into it."""
    explained = scene.facts.error
    if explained is None:
        return finding(scene)
    voice = scene.voice
    where = ""
    if explained.line:
        text = scene.facts.program.line_text(explained.line) or quoted_line(scene.asked.error, explained.line)
        where = f"Python stopped at {line_of(explained.line, text)}."
        if explained.exception in ("SyntaxError", "IndentationError", "TabError"):
            where = f"Python could not read the program at {line_of(explained.line, text)}."
    meaning = ended(without_remedy(explained.explanation))
    if not explained.line and scene.plan.finding is not None and scene.facts.program.lines and scene.asked.code:
        item = scene.plan.finding
        if item in scene.facts.findings:
            place = line_of(item.line, scene.facts.program.line_text(item.line))
            where, meaning = meaning, f"In your code that is {place}. {ended(item.message)}"
    causes = [ended(without_remedy(cause)) for cause in explained.likely_causes[:2]]
    look = put_before(ended(explained.what_to_print[0])) if explained.what_to_print else ""
    missing = _ask_for_code(scene) if scene.plan.missing == "code" else ""
    solved = solved_before(scene)
    where = _as_run(scene) or where
    look = sentences(values_there(scene), _came_from(scene) or look)
    if voice.personality == "analytical":
        cause_part = f"Likely cause: {causes[0]}" if causes else ""
        if len(causes) > 1:
            cause_part += f" Second possibility: {lower_first(causes[1])}"
        body = paragraphs(solved, sentences(where, meaning), cause_part, f"Test: {look}" if look else "", missing)
    elif voice.personality == "practical":
        body = paragraphs(solved, sentences(where, meaning), sentences(causes[0] if causes else "", look), missing)
    elif voice.personality == "creative":
        body = paragraphs(
            solved, sentences(_error_opener(scene), where, meaning), sentences(*causes[:1], look), missing
        )
    else:
        opener = comfort(scene) or _error_opener(scene)
        body = paragraphs(solved, sentences(opener, where, meaning), sentences(*causes[:1], look), missing)
    return Composed(body)


def without_remedy(text: str) -> str:
    """An explanation without the clause that says what to do: what happens is told, and the rest is the learner's."""
    found = _REMEDY.search(text)
    return text[: found.start()] + "." if found and len(text[: found.start()].split()) >= _CLAUSE_WORDS else text


def quoted_line(error_text: str, line: int) -> str:
    """The source line that the traceback shows below its frame of that line; "" where it shows none."""
    frame = re.compile(rf"\s*File .*\bline {line}\b.*")
    lines = error_text.split("\n")
    for place in range(len(lines) - 2, -1, -1):
        below = lines[place + 1].strip()
        if frame.fullmatch(lines[place]) and below and not set(below) <= set("~^ ") and not _NO_SOURCE.match(below):
            return below
    return ""


def _error_opener(scene: Scene) -> str:
    """A sentence about the error text, where the learner gave it."""
    if not scene.asked.error:
        return ""
    return scene.voice.by_tone(
        key="error",
        encouraging=(
            "This message looks worse than it is.",
            "Good that you included the error text: it says a lot.",
            "The error text tells us where to look.",
        ),
        analytical=("",),
        creative=(
            "An error text is a note that Python leaves you; let's read it together.",
            "Let's play detective: the error text is the first witness.",
        ),
        practical=("",),
    )


def _came_from(scene: Scene) -> str:
    """Where to follow it back to, when a told example shows another line at fault than the one that Python names."""
    suspect, failed, explained = scene.facts.suspect, scene.facts.failure, scene.facts.error
    if suspect is None or failed is None or explained is None or suspect.certainty < SURELY:
        return ""
    if suspect.line == explained.line or suspect.kind in ("result", "part"):
        return ""
    return f"Follow it back. {suspect_question(scene, suspect, failed)}"


def _as_run(scene: Scene) -> str:
    """Where the program stopped when it was run here, where the learner showed no error text."""
    run = scene.facts.run
    if run is None or not run.error or scene.asked.error:
        return ""
    place = line_of(run.line, scene.facts.program.line_text(run.line))
    return f"I ran your program, and it stops at {place}, with {article(run.error)} {run.error}."


def _ask_for_code(scene: Scene) -> str:
    return scene.voice.pick(
        "ask-code",
        ("Send me the lines around it, and I can say more.", "If you paste the code, I can point to the exact place."),
    )
