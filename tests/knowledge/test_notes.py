"""The notes themselves: well-formed, one graph, true examples."""

import ast
import contextlib
import io
import re
import tempfile
from pathlib import Path

import pytest

from ai_engine import analysis
from ai_engine.errors import SetupError
from ai_engine.knowledge import load_bank
from ai_engine.knowledge.note import Note, parse_note

BANK = load_bank()
RUNNABLE = [note for note in BANK.notes.values() if note.example_language == "python"]

NOTE = """---
title: A title
topic: Loops
order: 10
prerequisites: range, lists
keywords: one phrase; another
rules: some-rule
---
## What it is

It is this.

## Example

```python
print(1)
```
```output
1
```

## Misconceptions

- Many think a; in fact b. [rules: other-rule, third-rule]
- Many think c; in fact
  d.

## Check yourself

What?

## Answer

That.
"""


def test_a_note_file_is_read_into_its_parts():
    """Front matter, sections, fences and the rules behind misconceptions all arrive."""
    note = parse_note("a-note", NOTE)

    assert (note.id, note.title, note.order) == ("a-note", "A title", 10)
    assert note.prerequisites == ("range", "lists")
    assert note.keywords == ("one phrase", "another")
    assert (note.example, note.example_language, note.example_output) == ("print(1)", "python", "1")
    assert note.misconceptions == ("Many think a; in fact b.", "Many think c; in fact d.")
    assert note.rules == ("some-rule", "other-rule", "third-rule")
    assert note.rule_misconceptions["third-rule"] == "Many think a; in fact b."
    assert (note.check_question, note.check_answer) == ("What?", "That.")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("---\ntitle", "title", "front matter"),
        ("order: 10", "order: ten", "front matter"),
        ("topic: Loops\n", "", "front matter"),
        ("## Answer\n\nThat.\n", "", "sections"),
        ("That.", "", "sections"),
        ("```python\nprint(1)\n```\n", "", "fenced example"),
    ],
)
def test_a_malformed_note_is_refused_by_name(old, new, complaint):
    """A missing field, section or example names the note and what is missing."""
    with pytest.raises(SetupError, match=rf"a-note.*{complaint}"):
        parse_note("a-note", NOTE.replace(old, new))


def test_the_bank_holds_the_whole_course():
    """At least 110 notes, each with a place of its own in the course."""
    orders = [note.order for note in BANK.notes.values()]

    assert len(BANK.notes) >= 110
    assert len(set(orders)) == len(orders)
    assert orders == sorted(orders)


@pytest.mark.parametrize("note", BANK.notes.values(), ids=lambda note: note.id)
def test_a_note_is_complete(note: Note):
    """Prerequisites exist and come earlier, and every part is there in a readable length."""
    words = len(note.explanation.split())

    assert all(BANK.notes[needed].order < note.order for needed in note.prerequisites)
    assert 30 <= words <= 110
    assert 2 <= len(note.misconceptions) <= 4
    assert all("in fact" in text for text in note.misconceptions)
    assert len(note.keywords) >= 5
    assert note.title
    assert note.check_question
    assert note.check_answer
    assert note.example_language in {"python", "console", "text"}
    assert not re.search(r"[ \t]$|\t", note.example, re.MULTILINE)


@pytest.mark.parametrize("note", RUNNABLE, ids=lambda note: note.id)
def test_an_example_prints_what_the_note_says(note: Note, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Each Python example runs by itself and prints exactly the noted output."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(note.example, f"{note.id}.py", "exec"), {"__name__": "__main__"})

    lines = [line.rstrip() for line in printed.getvalue().rstrip().splitlines()]
    assert lines == [line.rstrip() for line in note.example_output.splitlines()]
    assert lines


def test_the_path_to_a_note_respects_prerequisites():
    """path_to ends with the note, holds each id once, and puts every prerequisite before what needs it."""
    for note_id in BANK.notes:
        path = BANK.path_to(note_id)

        assert path[-1] == note_id
        assert len(set(path)) == len(path)
        for place, current in enumerate(path):
            assert set(BANK.notes[current].prerequisites) <= set(path[:place])


def test_an_unknown_id_has_no_path():
    """A wrong id is an error, never an empty path."""
    with pytest.raises(KeyError):
        BANK.path_to("no-such-concept")


def test_rules_that_notes_name_exist_in_the_analyser():
    """A rule renamed there must be renamed here, or its misconception is never told."""
    folder = Path(analysis.__file__).parent
    texts = {
        node.value
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert {rule for note in BANK.notes.values() for rule in note.rules} <= texts


def test_a_rule_leads_to_its_notes_and_their_misconception():
    """by_rule gives the notes in the order of the course; unknown rules give none."""
    notes = BANK.by_rule("mutable-default")

    assert "mutable-defaults" in [note.id for note in notes]
    assert [note.order for note in notes] == sorted(note.order for note in notes)
    assert "only one" in BANK.notes["mutable-defaults"].rule_misconceptions["mutable-default"]
    assert BANK.by_rule("no-such-rule") == []
