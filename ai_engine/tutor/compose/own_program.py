"""Where the program of the conversation has to do with a note: the tie between an idea and the learner's own lines."""

from ai_engine.knowledge import Note
from ai_engine.tutor.compose.scene import Scene
from ai_engine.tutor.compose.where_used import lines_with
from ai_engine.tutor.compose.wording import ended, line_of, lower_first
from ai_engine.tutor.understanding.following import named_in


def in_their_program(scene: Scene, note: Note) -> str:
    """Where the program of the conversation has what the note is about; "" where it hasn't or there is none."""
    source = scene.asked.code or scene.state.code
    lines = lines_with(note.id, source)
    if not lines:
        item = scene.plan.finding
        live = scene.state.focus and not scene.asked.new_code and 0 < scene.state.focus_line <= len(source.split("\n"))
        if not live or item is not None or not _related(scene, note):
            return ""
        where = line_of(scene.state.focus_line, source.split("\n")[scene.state.focus_line - 1])
        return f"With that in mind, look again at {where}: what does it mean there?"
    texts = source.split("\n")
    named = named_in(scene.asked.prose, source)
    best = max(
        lines,
        key=lambda number: (
            sum(name in texts[number - 1] for name in named),
            number == scene.state.focus_line,
            -number,
        ),
    )
    where = line_of(best, texts[best - 1])
    return scene.voice.pick(
        "in-program",
        (f"In your own program, that is {where}.", f"You have one in your own program: {where}."),
    )


def about_their_code(scene: Scene) -> str:
    """What is certainly wrong in the code of this message, beside its question."""
    item = scene.plan.finding
    if item is None:
        return ""
    return f"In your own code, look at line {item.line}: {lower_first(ended(item.message))}"


def _related(scene: Scene, note: Note) -> bool:
    """Whether the note has to do with what the conversation was about before: the same, or one builds on the other."""
    before = scene.state.concept
    if before not in scene.bank.notes:
        return False
    return note.id == before or before in scene.bank.path_to(note.id) or note.id in scene.bank.path_to(before)
