"""The teacher's commands, as programs."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ai_engine.sandbox import Sandbox
from tests.challenges.conftest import OTHER, REFERENCE, TESTS
from tests.challenges.test_grading import WRONG


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "ai_engine.challenges", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True)


@pytest.fixture
def stack(tmp_path: Path) -> list[Path]:
    """Some submissions, one of them no text."""
    files = []
    for name, code in [("good", OTHER), ("bad", WRONG["comparison"]), ("unfinished", "def place(")]:
        files.append(tmp_path / f"{name}.py")
        files[-1].write_text(code)
    files.append(tmp_path / "picture.py")
    files[-1].write_bytes(b"\xff\xfe\x00\x00")
    return files


@pytest.mark.parametrize("jobs", [1, 2])
def test_grade_prints_one_object_a_submission(folder: Path, stack: list[Path], sandbox: Sandbox, jobs: int) -> None:
    """In the order of the files, with the documented fields."""
    done = command("grade", folder, *stack, "--json", "--jobs", jobs)

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert [row["file"] for row in rows] == [str(file) for file in stack]
    assert [row["verdict"] for row in rows] == ["accepted", "rejected", "rejected", "error"]
    assert set(rows[1]["counterexample"]) == {"call", "expected", "actual"}
    assert rows[1]["fault"] == {"line": 4, "end_line": 4}
    assert rows[1]["fix"]["found"]
    assert "number <= element" in rows[1]["fix"]["source"]
    assert rows[1]["hints"]
    assert rows[1]["seconds"] > 0


def test_grade_prints_csv(folder: Path, stack: list[Path], sandbox: Sandbox) -> None:
    """A table that a spreadsheet opens."""
    done = command("grade", folder, *stack)

    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["verdict"] for row in rows] == ["accepted", "rejected", "rejected", "error"]
    assert rows[1]["line"] == "4"


def test_import_makes_a_folder_that_grades(tmp_path: Path, sandbox: Sandbox) -> None:
    """From one JSON file and labelled programs."""
    task = {"task": "Task: Where it belongs\nFind the place.", "reference": REFERENCE, "preamble": "LIMIT = 3\n"}
    task["tests"] = [{"call": test["call"], "expected": test["expected"]} for test in TESTS]
    programs = [{"id": "1", "label": "correct", "code": OTHER}, {"id": "2", "label": "wrong", "code": "x = 1"}]
    (tmp_path / "task.json").write_text(json.dumps(task))
    (tmp_path / "programs.jsonl").write_text("\n".join(map(json.dumps, programs)))
    (tmp_path / "bad.py").write_text(WRONG["missing end"])
    made = command("import", tmp_path / "task.json", tmp_path / "made", "--programs", tmp_path / "programs.jsonl")
    graded = command("grade", tmp_path / "made", tmp_path / "bad.py", "--json")

    assert (made.returncode, "1 correct" in made.stdout) == (0, True)
    row = json.loads(graded.stdout)
    assert (row["verdict"], row["fix"]["found"]) == ("rejected", True)
    assert row["fault"]["line"] <= 5 <= row["fault"]["end_line"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{", "can't be read"),
        ("[]", "is no task"),
        ('{"task": "t", "reference": "def f(", "tests": []}', "doesn't parse"),
    ],
)
def test_a_bad_task_is_one_sentence(tmp_path: Path, content: str, expected: str) -> None:
    """Exit code 2, no trace."""
    (tmp_path / "task.json").write_text(content)

    done = command("import", tmp_path / "task.json", tmp_path / "made")

    assert done.returncode == 2
    assert expected in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_bad_folder_is_one_sentence(tmp_path: Path, stack: list[Path]) -> None:
    """A folder without a challenge names what is missing."""
    done = command("grade", tmp_path, *stack)

    assert (done.returncode, done.stdout) == (2, "")
    assert "challenge.toml is missing" in done.stderr


def test_prove_accepts_a_good_challenge_and_names_faults(folder: Path, tmp_path: Path, sandbox: Sandbox) -> None:
    """With its tests thinned out, the unnoticed variant is shown."""
    weak = tmp_path / "weak"
    subprocess.run(["cp", "-r", str(folder), str(weak)], check=True)
    kept = [
        {**test, "hidden": test["hidden"] and n > 1} for n, test in enumerate(TESTS) if test["call"] != TESTS[0]["call"]
    ]
    kept = [test for test in kept if not test["call"].startswith(("place(3", "place(4", "place(2"))]
    (weak / "tests.json").write_text(json.dumps(kept))

    good, bad = command("prove", folder), command("prove", weak)

    assert (good.returncode, good.stdout.count("\n")) == (0, 1), good.stdout
    assert bad.returncode == 1
    assert "wrong variants; unnoticed" in bad.stdout
