"""How well grading does on an assignment: verdicts, fixes found, their size, seconds, where the first hint points.

    python -m benchmarks.grading TASK.json PROGRAMS.jsonl [--reference-only] [--sample N] [--rows FILE]

TASK.json and PROGRAMS.jsonl as `python -m ai_engine.challenges import` takes them, the programs labelled correct or
wrong. One process, one program after the other. The size of a fix is computed here once more, over whole programs.
"""

import argparse
import ast
import difflib
import json
import random
import re
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ai_engine.challenges.__main__ import patiently
from ai_engine.challenges.challenge import load_challenge
from ai_engine.challenges.grading import BUDGET_S, Grade, Grader
from ai_engine.challenges.importing import import_task
from ai_engine.challenges.repair.tree_edit import tree_edit_distance
from ai_engine.sandbox import Limits, Sandbox

MOST_PAIRS = 10**7  # the whole distance, however long it takes


@dataclass(frozen=True, slots=True)
class Row:
    """What grading said about one program, and what is known of it."""

    id: str
    label: str
    code: str
    grade: Grade

    @property
    def size(self) -> float | None:
        """Tree edit distance from the program to its fix over the program's nodes; None without a fix."""
        if self.grade.fix is None:
            return None
        try:
            mine = ast.parse(self.code)
        except (SyntaxError, ValueError):
            return self.grade.fix.relative_size
        fixed = ast.parse(self.grade.fix.source)
        nodes = sum(not isinstance(node, (ast.expr_context, ast.Module)) for node in ast.walk(mine))
        distance = tree_edit_distance(mine.body, fixed.body, MOST_PAIRS)
        return (distance or 0) / max(1, nodes)

    @property
    def changed(self) -> set[int]:
        """The program's lines that the fix changes or takes out; for lines put in, the two around them."""
        assert self.grade.fix is not None
        mine, fixed = self.code.rstrip().splitlines(), self.grade.fix.source.rstrip().splitlines()
        found: set[int] = set()
        for kind, start, end, _, _ in difflib.SequenceMatcher(None, mine, fixed, autojunk=False).get_opcodes():
            if kind == "insert":
                found |= {max(1, start), min(len(mine), start + 1)}
            elif kind != "equal":
                found |= set(range(start + 1, end + 1))
        return found or {1}

    @property
    def region(self) -> set[int]:
        """The lines that the first hint names."""
        text = self.grade.hints[0].text if self.grade.hints else ""
        one = re.search(r"lines? (\d+)(?: to (\d+))?", text)
        return set(range(int(one[1]), int(one[2] or one[1]) + 1)) if one else set()

    @property
    def given_away(self) -> list[str]:
        """Expressions of the fix, not the program's own, that stand in a hint below the last."""
        if self.grade.fix is None:
            return []
        brought = _expressions(self.grade.fix.source) - _expressions(self.code)
        return [text for hint in self.grade.hints[:-1] for text in brought if _holds(hint.text, text)]


def _expressions(source: str) -> set[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return set()
    return {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.expr)}


def _holds(text: str, expression: str) -> bool:
    """Whether an expression of more than one sign stands in a text as a whole word, lines' numbers left out."""
    plain = re.sub(r"\blines? \d+( to \d+)?", "", text)
    return len(expression) > 1 and bool(re.search(rf"(?<!\w){re.escape(expression)}(?!\w)", plain))


def measured(task: Path, programs: Path, reference_only: bool, sample: int) -> list[Row]:
    """Grade all programs of an assignment, or of the wrong and the correct ones a sample."""
    texts = [json.loads(line) for line in programs.read_text(encoding="utf-8").splitlines() if line.strip()]
    random.Random(7).shuffle(texts)
    chosen: list[dict[str, Any]] = []
    for label in ("wrong", "correct"):
        of_label = [row for row in texts if row["label"] == label]
        chosen += of_label[:sample] if sample else of_label
    sandbox = Sandbox(Limits(wall_s=30, cpu_s=30), warm=1, slots=1)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "challenge"
        import_task(task, made, None if reference_only else programs)
        grader = Grader(load_challenge(made), sandbox)
        rows = []
        for row in chosen:
            grade = patiently(grader, row["code"], BUDGET_S)
            rows.append(Row(str(row.get("id", "")), row["label"], row["code"], grade))
    sandbox.close()
    return rows


def report(rows: Sequence[Row]) -> str:
    """The figures, one a line."""
    wrong = [row for row in rows if row.label == "wrong"]
    correct = [row for row in rows if row.label == "correct"]
    fixed = [row for row in wrong if row.grade.fix is not None]
    seconds = sorted(row.grade.seconds for row in wrong) or [0.0]
    sizes = [row.size or 0.0 for row in fixed] or [0.0]
    shares = [len(row.region) / max(1, len(row.code.rstrip().splitlines())) for row in fixed] or [0.0]
    lines = [
        ("wrong accepted", sum(row.grade.verdict == "accepted" for row in wrong), len(wrong)),
        ("correct accepted", sum(row.grade.verdict == "accepted" for row in correct), len(correct)),
        ("fix found", len(fixed), len(wrong)),
        ("first hint holds a changed line", sum(bool(row.region & row.changed) for row in fixed), len(fixed)),
        ("first hint holds all changed lines", sum(row.changed <= row.region for row in fixed), len(fixed)),
        ("a hint gives an expression away", sum(bool(row.given_away) for row in fixed), len(fixed)),
    ]
    shown = [f"{name:36} {count:5} of {of:5}  {100 * count / max(1, of):6.1f} %" for name, count, of in lines]
    shown += [
        f"{'seconds: median, mean, 95th, most':36} {statistics.median(seconds):.2f}  {statistics.fmean(seconds):.2f}"
        f"  {seconds[int(0.95 * (len(seconds) - 1))]:.2f}  {seconds[-1]:.2f}",
        f"{'size of a fix: median, mean':36} {statistics.median(sizes):.3f}  {statistics.fmean(sizes):.3f}",
        f"{'lines of the first hint, of all: mean':36} {statistics.fmean(shares):.2f}",
    ]
    return "\n".join(shown)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", type=Path, metavar="TASK.json")
    parser.add_argument("programs", type=Path, metavar="PROGRAMS.jsonl")
    parser.add_argument("--reference-only", action="store_true", help="without the correct programs")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="so many wrong and correct ones at most")
    parser.add_argument("--rows", type=Path, metavar="FILE", help="write what was said of each program, as JSON lines")
    options = parser.parse_args()
    rows = measured(options.task, options.programs, options.reference_only, options.sample)
    print(report(rows))
    if options.rows:
        options.rows.write_text("".join(json.dumps(_said(row), ensure_ascii=False) + "\n" for row in rows))


def _said(row: Row) -> dict[str, Any]:
    fix = row.grade.fix
    return {
        "id": row.id, "label": row.label, "verdict": row.grade.verdict, "seconds": round(row.grade.seconds, 3),
        "size": row.size, "own_size": fix.relative_size if fix else None, "region": sorted(row.region),
        "changed": sorted(row.changed) if fix else [], "given_away": row.given_away,
        "kinds": [edit.kind for edit in fix.edits] if fix else [],
        "hints": [hint.text for hint in row.grade.hints], "code": row.code, "fix": fix.source if fix else None,
        "counterexample": row.grade.counterexample.to_json() if row.grade.counterexample else None,
        "beyond_tests": [case.to_json() for case in row.grade.beyond_tests],
    }  # fmt: skip


if __name__ == "__main__":
    main()
