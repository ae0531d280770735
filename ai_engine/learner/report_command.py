"""python -m ai_engine report: writes the teacher's report."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ai_engine.errors import EngineError, SetupError
from ai_engine.knowledge import load_bank
from ai_engine.learner.report import gather_report, write_report
from ai_engine.settings import load_settings
from ai_engine.storage import Database


def main(arguments: Sequence[str]) -> int:
    """Write the report and print where it lies. Returns 0; 1 when the database doesn't answer, 2 for a setup error."""
    parser = argparse.ArgumentParser(
        prog="python -m ai_engine report",
        description="Write a teacher's report of the class: feedback, common misconceptions, stuck learners.",
    )
    parser.add_argument("--out", type=Path, help="folder for the files (default: report in DATA_DIR)")
    parser.add_argument("--since", type=_day, metavar="DATE", help="leave out what is older, such as 2026-09-01 (UTC)")
    options = parser.parse_args(arguments)
    try:
        settings = load_settings()
        if not settings.database_url and not (settings.data_dir / "tutor.db").exists():
            raise SetupError("There is no database yet: start the server once, or let DATA_DIR name its folder.")
        database = Database.from_settings(settings)
        database.migrate()
        try:
            report = gather_report(database, load_bank().notes, options.since)
        finally:
            database.close()
        paths = write_report(report, options.out or settings.data_dir / "report")
    except SetupError as error:
        print(error.message, file=sys.stderr)
        return 2
    except EngineError as error:
        print(error.message, file=sys.stderr)
        return 1
    for path in paths:
        print(path)
    return 0


def _day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date; write it like 2026-09-01") from None
