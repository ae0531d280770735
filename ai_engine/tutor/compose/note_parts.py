"""Parts of a note as they stand in an answer: its example with what it prints, a variation of it, its neighbours."""

import re

from ai_engine.knowledge import Note
from ai_engine.tutor.compose.scene import Scene
from ai_engine.tutor.compose.task import too_close
from ai_engine.tutor.compose.voice import paragraphs
from ai_engine.tutor.compose.wording import fence


def example_part(note: Note, scene: Scene) -> str:
    """The note's example with what it prints; left out where it would come close to the learner's exercise."""
    if too_close(note, scene):
        return "I leave out my example here: it would come too close to your exercise."
    lead = scene.voice.by_tone(
        key="example",
        encouraging=("A small example:", "For example:"),
        analytical=("Example:",),
        creative=("See it move:", "In action:"),
        practical=("Example:",),
    )
    return paragraphs(f"{lead}\n\n{fence(note.example, note.example_language)}", prints(note))


def prints(note: Note) -> str:
    """What the note's example prints."""
    output = note.example_output.strip()
    if not output:
        return ""
    return f"It prints:\n\n{fence(output, 'text')}"


def variation(example: str) -> tuple[str, str, str] | None:
    """A line of the example with a small number in it, that number, and another one to put in its place."""
    for line in example.split("\n"):
        found = re.search(r"(?<![\w.\"'])([2-9])(?![\w.\"'])", line)
        if found and not line.lstrip().startswith(("#", "def ", "class ", "import ", "from ")):
            return line.strip(), found[1], "4" if found[1] != "4" else "6"
    return None


def near_in_course(scene: Scene, note: Note) -> list[Note]:
    """The notes that build on this one or are of its topic, the nearest in the course first."""
    notes = list(scene.bank.notes.values())
    place = {other.id: number for number, other in enumerate(notes)}
    found = [other for other in notes if note.id in other.prerequisites or other.topic == note.topic]
    found = [other for other in found if other.id != note.id and not scene.policy.avoids(other.id)]
    return sorted(found, key=lambda other: abs(place[other.id] - place[note.id]))
