"""Commands for teachers: python -m ai_engine.challenges import|grade|prove (see --help)."""

import argparse
import csv
import json
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from ai_engine.challenges.challenge import load_challenge
from ai_engine.challenges.grading import BUDGET_S, Grade, Grader
from ai_engine.challenges.importing import import_task
from ai_engine.challenges.proof import near_duplicates, prove
from ai_engine.errors import EngineError, Unavailable
from ai_engine.sandbox import Limits, Sandbox

COLUMNS = ("file", "verdict", "passed", "tests", "counterexample", "line", "fix_found", "relative_size", "seconds")
RETRY_PAUSES_S = (2.0, 6.0, 15.0)

_graders: list[Grader] = []  # this process's one, made by _start


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Exit code: 0 done, 1 a proof failed, 2 wrong arguments or unusable input, 130 interrupted."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "import":
            count = import_task(options.task, options.folder, options.programs)
            print(f"Wrote {options.folder} with {count} correct programs.")
            return 0
        if options.command == "prove":
            return _prove_all(options.folders)
        return _grade_all(options)
    except EngineError as error:
        print(error.message, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ai_engine.challenges", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    importing = commands.add_parser("import", help="make a challenge's folder from a task in one JSON file")
    importing.add_argument("task", type=Path, metavar="TASK.json")
    importing.add_argument("folder", type=Path, metavar="FOLDER")
    importing.add_argument(
        "--programs", type=Path, metavar="FILE.jsonl", help="labelled programs; the correct ones help"
    )
    grading = commands.add_parser("grade", help="grade submissions: CSV, or with --json one object a line")
    grading.add_argument("folder", type=Path, metavar="FOLDER", help="the challenge's folder")
    grading.add_argument("files", type=Path, nargs="+", metavar="FILE", help="submissions")
    grading.add_argument("--json", action="store_true", help="one JSON object a line instead of CSV")
    grading.add_argument("--jobs", type=int, default=1, metavar="N", help="processes working at the same time (1)")
    proving = commands.add_parser("prove", help="check that challenges are solvable and their tests notice mistakes")
    proving.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    grading.add_argument("--seconds", type=float, default=BUDGET_S, metavar="S", help="limit for one submission (5)")
    return parser


def _prove_all(folders: Sequence[Path]) -> int:
    """Prove challenges; each failure is a line. Returns the exit code."""
    challenges = [load_challenge(folder) for folder in folders]
    failed = 0
    sandbox = Sandbox(Limits(wall_s=60, cpu_s=120), warm=1, slots=1)
    for challenge in challenges:
        proof = prove(challenge, sandbox)
        failed += bool(proof.failures)
        print(f"{challenge.id}: {proof.killed} of {proof.differing} wrong variants noticed")
        for failure in proof.failures:
            print(f"  {failure}")
    for one, other in near_duplicates(challenges):
        failed += 1
        print(f"{one} and {other} are nearly the same")
    sandbox.close()
    return 1 if failed else 0


def _grade_all(options: argparse.Namespace) -> int:
    load_challenge(options.folder)  # a folder that can't be used is said once, before any work
    results = _results(options)
    if sys.stderr.isatty():
        from tqdm import tqdm

        results = tqdm(results, total=len(options.files), unit="file", file=sys.stderr)
    writer = None if options.json else csv.DictWriter(sys.stdout, COLUMNS)
    if writer:
        writer.writeheader()
    for row in results:
        if writer:
            writer.writerow(_csv_row(row))
        else:
            print(json.dumps(row, ensure_ascii=False), flush=True)
    return 0


def _results(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    work = [(str(file), options.seconds) for file in options.files]
    if options.jobs <= 1 or len(work) == 1:
        _start(options.folder)
        yield from map(_grade_file, work)
        return
    with ProcessPoolExecutor(options.jobs, initializer=_start, initargs=(options.folder,)) as pool:
        yield from pool.map(_grade_file, work)


def _start(folder: Path) -> None:
    """Make this process's grader: it keeps what is the same for all submissions."""
    _graders[:] = [Grader(load_challenge(folder), Sandbox(Limits(wall_s=30, cpu_s=30), warm=1, slots=1))]


def _grade_file(work: tuple[str, float]) -> dict[str, Any]:
    name, seconds = work
    (grader,) = _graders
    try:
        code = Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return row_of(name, Grade("error", "The file can't be read as UTF-8 text."))
    try:
        return row_of(name, patiently(grader, code, seconds))
    except EngineError as error:
        return row_of(name, Grade("error", error.message))


def patiently(grader: Grader, code: str, seconds: float) -> Grade:
    """Grade one submission of a stack: while the machine is too busy to start a sandbox, wait and try again.

    Raises Unavailable where nothing can be run, or not after the last pause.
    """
    for pause in RETRY_PAUSES_S:
        try:
            return grader.grade(code, seconds)
        except Unavailable:
            if grader.sandbox.level.isolation is None:
                raise
            time.sleep(pause)
    return grader.grade(code, seconds)


def row_of(name: str, grade: Grade) -> dict[str, Any]:
    """The object that `--json` prints for one submission."""
    fix = grade.fix
    return {
        "file": name,
        "verdict": grade.verdict,
        "message": grade.message,
        "tests": {"passed": sum(o.passed for o in grade.tests), "total": len(grade.tests)},
        "counterexample": grade.counterexample.to_json() if grade.counterexample else None,
        "beyond_tests": [c.to_json() for c in grade.beyond_tests],
        "fault": {"line": grade.fault.line, "end_line": grade.fault.end_line} if grade.fault else None,
        "fix": {
            "found": fix is not None,
            "source": fix.source if fix else None,
            "relative_size": round(fix.relative_size, 3) if fix else None,
        },
        "trace": [{"line": s.line, "function": s.function, "values": s.variables} for s in grade.trace],
        "hints": [hint.text for hint in grade.hints],
        "seconds": round(grade.seconds, 3),
    }


def _csv_row(row: dict[str, Any]) -> dict[str, Any]:
    counterexample, fault = row["counterexample"], row["fault"]
    shown = (
        f"{counterexample['call']} gives {counterexample['actual']}, not {counterexample['expected']}"
        if counterexample
        else ""
    )
    return {
        "file": row["file"],
        "verdict": row["verdict"],
        "passed": row["tests"]["passed"],
        "tests": row["tests"]["total"],
        "counterexample": shown,
        "line": fault["line"] if fault else "",
        "fix_found": row["fix"]["found"],
        "relative_size": row["fix"]["relative_size"],
        "seconds": row["seconds"],
    }


if __name__ == "__main__":
    sys.exit(main())
