"""Words about a concept: what it is, an example that is not the learner's task, a misconception, a question to check oneself."""

import re

from ai_engine.tutor.compose.analogies import ANALOGIES
from ai_engine.tutor.compose.contrast import contrast
from ai_engine.tutor.compose.further import once_more
from ai_engine.tutor.compose.note_parts import example_part
from ai_engine.tutor.compose.own_program import about_their_code, in_their_program
from ai_engine.tutor.compose.relevance import content, fitting_misconception
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.voice import Voice, paragraphs, sentences
from ai_engine.tutor.compose.wording import code, ended, first_sentences, line_of, lower_first

_OPENING = 700


def concept(scene: Scene) -> Composed:
    """Explain a concept."""
    note = scene.plan.note
    if note is None:
        return Composed("")
    pair = contrast(scene)
    if pair is not None:
        return pair
    if f"note:{note.id}" in scene.state.shown and not (scene.facts.documented and not scene.plan.finding):
        return once_more(scene, note)
    words = content(scene.asked.prose)
    shown_example = example_part(note, scene)
    pitfall = fitting_misconception(note, words)
    voice = scene.voice
    code_part = paragraphs(_documentation(scene), about_their_code(scene) or in_their_program(scene, note))
    if scene.plan.missing == "code":
        code_part = paragraphs(code_part, "If you paste your code, I can say whether that is it, and where.")
    shown = (f"note:{note.id}", f"example:{note.id}")
    check = ended(note.check_question)
    back = _back_to_work(scene, code_part)
    if voice.personality == "practical":
        body = paragraphs(
            note.explanation,
            shown_example,
            ended(pitfall) if pitfall else "",
            code_part,
            back or f"Now you: {check}",
        )
    elif voice.personality == "analytical":
        body = paragraphs(
            note.explanation,
            shown_example,
            f"A common mistake: {lower_first(ended(pitfall or note.misconceptions[0]))}",
            code_part,
            back or f"Test yourself: {check}",
        )
    elif voice.personality == "creative":
        body = paragraphs(
            sentences(ANALOGIES.get(note.id, ""), note.explanation),
            shown_example,
            ended(pitfall) if pitfall else "",
            code_part,
            back or f"A riddle for you: {check}",
        )
    else:
        body = paragraphs(
            sentences(_comfort(voice), note.explanation),
            shown_example,
            ended(pitfall) if pitfall else "",
            code_part,
            back
            or sentences(
                voice.pick(
                    "check", ("To see whether it has landed:", "Want to check yourself?", "Here is one for you:")
                ),
                check,
            ),
        )
    return Composed(body, asks="" if back else f"check:{note.id}", shown=shown)


def _back_to_work(scene: Scene, said: str) -> str:
    """While a fault in the learner's program is worked on, the explanation leads back to it: one question at a time."""
    state = scene.state
    lines = state.code.split("\n")
    if not (state.focus or state.unanswered) or not state.code.strip():
        return ""
    if said.endswith("?") or re.search(r"\bline \d+", said):
        return " " if said.endswith("?") else "Does that change how you read that line?"
    if 0 < state.focus_line <= len(lines):
        return (
            f"Now back to {line_of(state.focus_line, lines[state.focus_line - 1])}: does that change how you read it?"
        )
    return "Now back to your program: at which line does that matter?"


def from_course(scene: Scene) -> Composed:
    """What the class's own material says, cited; then the note's question to check oneself."""
    passage = scene.facts.course[0]
    note = scene.plan.note
    also = next((item.citation for item in scene.facts.course[1:] if item.citation != passage.citation), "")
    said = _opening(passage.text)
    check = note.check_question if note is not None else ""
    body = paragraphs(
        f"Your course material has this, in “{passage.citation}”:",
        said,
        f"There is more in “{also}”." if also else "",
        f"To see whether it has landed: {ended(check)}" if check else "",
    )
    return Composed(body, asks=f"check:{note.id}" if note is not None else "")


def _opening(text: str) -> str:
    """The beginning of a passage: whole paragraphs and code blocks, up to about 700 characters."""
    kept: list[str] = []
    for part in re.split(r"\n\s*\n(?=(?:[^`]*```[^`]*```)*[^`]*$)", text.strip()):
        if kept and sum(map(len, kept)) + len(part) > _OPENING:
            break
        kept.append(part.strip())
    opening = "\n\n".join(kept)
    return opening if len(opening) <= 2 * _OPENING else ended(first_sentences(opening, 4))


def documented(scene: Scene) -> Composed:
    """What Python's own documentation says about a name, where no note fits."""
    entry = scene.facts.documented[0]
    shown = f"It is called as {code(entry.signature)}." if entry.signature else ""
    try_it = "Try it on a small value of your own: what goes in, and what comes out?"
    return Composed(paragraphs(sentences(_documentation(scene), shown), try_it))


def _documentation(scene: Scene) -> str:
    if not scene.facts.documented:
        return ""
    entry = scene.facts.documented[0]
    return f"Python's own documentation says about {code(entry.name)}: {ended(entry.summary)}"


def _comfort(voice: Voice) -> str:
    return "Take a breath, this one takes most people a while." if voice.frustrated else ""
