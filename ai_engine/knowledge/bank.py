"""The concept bank: every note, the graph of prerequisites over them, and the search."""

from collections.abc import Mapping
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType

from ai_engine.knowledge.note import Note, parse_note
from ai_engine.knowledge.retrieval import Index, Passage
from ai_engine.knowledge.vectors import Embed


class Bank:
    """The notes by id, in the order of the course. Immutable; safe to share between threads."""

    def __init__(self, notes: Mapping[str, Note]) -> None:
        ordered = sorted(notes.values(), key=lambda note: (note.order, note.id))
        self.notes: Mapping[str, Note] = MappingProxyType({note.id: note for note in ordered})

    @cached_property
    def index(self) -> Index:
        """The retrieval index over the notes, built at the first search."""
        return Index(tuple(self.notes.values()))

    def search(self, query: str, limit: int = 3, embed: Embed | None = None) -> list[Passage]:
        """The notes that fit a learner's question, best first; see `Index.search`."""
        return self.index.search(query, limit, embed=embed)

    def path_to(self, note_id: str) -> list[str]:
        """The ids to learn, in order, up to and with this one: prerequisites always come first.

        Raises:
            KeyError: no such note.
        """
        path: dict[str, None] = {}

        def visit(current: str) -> None:
            for needed in self.notes[current].prerequisites:
                if needed not in path:
                    visit(needed)
            path[current] = None

        visit(note_id)
        return list(path)

    def by_rule(self, rule: str) -> list[Note]:
        """The notes that explain a finding rule, in the order of the course; empty if none names it."""
        return [note for note in self.notes.values() if rule in note.rules]


@cache
def load_bank() -> Bank:
    """Read the notes that come with the package, once a process.

    Raises:
        SetupError: a note file is malformed; names it.
    """
    folder = resources.files("ai_engine.knowledge") / "notes"
    notes = {}
    for file in folder.iterdir():
        if file.name.endswith(".md"):
            note_id = file.name.removesuffix(".md")
            notes[note_id] = parse_note(note_id, file.read_text("utf-8"))
    return Bank(notes)
