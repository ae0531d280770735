"""Makes a challenge's folder from a task in one JSON file: task, reference, preamble, tests; and labelled programs."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ai_engine.errors import BadInput


def import_task(task_file: Path, folder: Path, programs_file: Path | None = None) -> int:
    """Write `folder`. Returns how many correct programs came along.

    Raises:
        BadInput: the task or a line of the programs isn't of the expected shape, or the folder isn't empty.
    """
    task = _task(task_file)
    if folder.exists() and any(folder.iterdir()):
        raise BadInput(f"{folder} is not empty; name a new folder for the challenge.")
    correct = list(_correct_programs(programs_file)) if programs_file else []
    entry = _entry_point(task)
    lines = str(task["task"]).strip().splitlines() or [folder.name]
    title = re.sub(r"^Task:\s*", "", lines[0]).strip() or folder.name
    folder.mkdir(parents=True, exist_ok=True)
    about = [f"title = {json.dumps(title)}", f"entry_point = {json.dumps(entry)}", 'level = "intermediate"']
    about += ['topics = ["functions"]', 'concepts = ["functions"]', "minutes = 15", "xp = 50"]
    (folder / "challenge.toml").write_text("\n".join(about) + "\n", encoding="utf-8")
    (folder / "statement.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "reference.py").write_text(str(task["reference"]), encoding="utf-8")
    if str(task.get("preamble", "")).strip():
        (folder / "preamble.py").write_text(str(task["preamble"]), encoding="utf-8")
    (folder / "tests.json").write_text(json.dumps(task["tests"], indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if correct:
        (folder / "correct").mkdir()
        for number, code in enumerate(correct, 1):
            (folder / "correct" / f"{number:04}.py").write_text(code, encoding="utf-8")
    return len(correct)


def _task(path: Path) -> dict[str, Any]:
    try:
        task = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"{path.name} can't be read as a task: {error}.") from None
    wanted = {"task": str, "reference": str, "tests": list}
    for key, kind in wanted.items():
        if not isinstance(task, dict) or not isinstance(task.get(key), kind):
            raise BadInput(f"{path.name} is no task: it needs {key!r} ({'a list' if kind is list else 'a text'}).")
    try:
        ast.parse(task["reference"])
    except SyntaxError as error:
        raise BadInput(f"The reference in {path.name} doesn't parse: line {error.lineno}, {error.msg}.") from None
    return dict(task)


def _entry_point(task: dict[str, Any]) -> str:
    """The reference's function that the first test calls."""
    defined = {node.name for node in ast.parse(task["reference"]).body if isinstance(node, ast.FunctionDef)}
    for test in task["tests"]:
        for node in ast.walk(ast.parse(str(test.get("call", "0")), mode="eval")):
            if isinstance(node, ast.Name) and node.id in defined:
                return node.id
    raise BadInput("No test calls a function that the reference defines.")


def _correct_programs(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            label, code = row["label"], row["code"]
        except (ValueError, KeyError, TypeError):
            raise BadInput(f"Line {number} of {path.name} is no program: it needs 'label' and 'code'.") from None
        if label == "correct":
            yield str(code)
