"""A teacher's own material: read, indexed, found again, and noticed when it changes."""

import json
import os
from pathlib import Path

import pytest

from ai_engine.knowledge import RELEVANT
from ai_engine.knowledge.course import Course
from ai_engine.knowledge.course_files import UnreadableFile, read_document

HANDOUT = """# Turtle week

Welcome to the week of the turtle.

## Drawing a hexagon

Six times: forward, then turn by 60 degrees.

```python
# not a heading
for side in range(6):
    forward(50)
```

## House rules

Homework goes into the green folder before Thursday.
"""


def pdf(*pages: str) -> bytes:
    """A small true PDF with one line of text a page."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else ""
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * i} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "course"
    (folder / "week2").mkdir(parents=True)
    (folder / "turtle.md").write_text(HANDOUT)
    cells = [
        {"cell_type": "markdown", "source": ["# Tidying data\n", "\n", "We clean the survey answers."]},
        {"cell_type": "code", "source": "survey = survey.strip()", "outputs": [{"text": "SECRETOUTPUT"}]},
        {"cell_type": "markdown", "source": "## Missing answers\n\nAn empty answer becomes None."},
    ]
    (folder / "week2" / "survey.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4}))
    (folder / "slides.pdf").write_bytes(pdf("Welcome to the robot arm", "The gripper closes at 40 newton"))
    return folder


@pytest.fixture
def course(folder: Path, tmp_path: Path) -> Course:
    return Course(folder, tmp_path / "data" / "course.db")


def test_all_three_kinds_are_found_and_cited(course: Course):
    """Markdown by heading, notebooks by heading, PDFs by page; each with the document's title."""
    found = course.refresh()
    hexagon = course.search("how do I draw a hexagon?")[0]
    missing = course.search("what do we do with missing answers")[0]
    gripper = course.search("when does the gripper close")[0]

    assert (found.read, found.unchanged, found.removed, found.unreadable) == (3, 0, 0, ())
    assert hexagon.citation == "Turtle week, Drawing a hexagon"
    assert "forward(50)" in hexagon.text
    assert missing.citation == "Tidying data, Missing answers"
    assert gripper.citation == "slides, page 2"
    assert min(hexagon.score, missing.score, gripper.score) >= RELEVANT


def test_what_the_material_does_not_hold_scores_low(course: Course):
    """A question about something else stays below the threshold."""
    course.refresh()

    assert all(p.score < RELEVANT for p in course.search("how do I bake a chocolate cake for grandmother"))
    assert course.search("SECRETOUTPUT") == []
    assert course.search("") == []


def test_nothing_is_found_before_the_first_refresh(course: Course):
    """Searching an absent index is empty and makes no file."""
    assert course.search("hexagon") == []
    assert not course.index_file.exists()


def test_changes_are_noticed_and_only_they_are_read(course: Course, folder: Path):
    """Unchanged files are skipped, also when only their time changed; new text is found, removed text is gone."""
    course.refresh()
    os.utime(folder / "slides.pdf", ns=(1, 1))
    (folder / "turtle.md").write_text(HANDOUT.replace("hexagon", "pentagram"))
    (folder / "week2" / "survey.ipynb").unlink()

    found = course.refresh()

    assert (found.read, found.unchanged, found.removed) == (1, 1, 1)
    assert course.search("pentagram")
    assert course.search("hexagon") == []
    assert course.search("survey") == []


def test_progress_names_each_file(course: Course):
    """The caller can show how far it is."""
    seen: list[tuple[int, int, str]] = []
    course.refresh(lambda done, total, name: seen.append((done, total, name)))

    assert seen == [(0, 3, "slides.pdf"), (1, 3, "turtle.md"), (2, 3, "week2/survey.ipynb"), (3, 3, "")]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("bad.pdf", b"%PDF-1.4 nothing", "damaged"),
        ("scan.pdf", pdf("", ""), "holds no text, only pictures"),
        ("bad.ipynb", b"[" * 100_000, "not a notebook"),
        ("other.ipynb", b'{"cells": 3}', "not a notebook"),
        ("latin.md", b"caf\xe9", "not UTF-8 text"),
    ],
)
def test_one_unreadable_file_does_not_stop_the_others(
    course: Course, folder: Path, name: str, content: bytes, why: str
):
    """It is reported with its reason, and everything else is indexed."""
    (folder / name).write_bytes(content)

    found = course.refresh()

    assert found.unreadable == ((name, why),)
    assert found.read == 3


def test_hidden_files_and_links_to_outside_stay_out(course: Course, folder: Path, tmp_path: Path):
    """Only what really lies in the folder is indexed."""
    outside = tmp_path / "private.md"
    outside.write_text("# Marks\n\nconfidential grades")
    (folder / "link.md").symlink_to(outside)
    (folder / ".draft.md").write_text("# Draft\n\nconfidential plan")
    course.refresh()

    assert course.search("confidential") == []


def test_a_damaged_index_is_built_anew(course: Course):
    """The index holds nothing that the folder doesn't, so it may be thrown away."""
    course.refresh()
    course.index_file.write_bytes(b"not a database at all" * 100)

    assert course.refresh().read == 3
    assert course.search("hexagon")


def test_long_sections_are_cut_into_parts(tmp_path: Path):
    """No passage is longer than fits into a prompt."""
    file = tmp_path / "long.md"
    file.write_text("# Long\n\n" + "word " * 1_000 + "\n\n" + "more " * 50)
    document = read_document(file)

    assert len(document.sections) > 4
    assert all(len(section.text.split()) <= 270 for section in document.sections)
    assert sum(len(section.text.split()) for section in document.sections) == 1_050


def test_an_absent_file_is_unreadable(tmp_path: Path):
    """A file that vanished between listing and reading is reported, not raised as something else."""
    with pytest.raises(UnreadableFile, match="can't be opened"):
        read_document(tmp_path / "gone.md")
