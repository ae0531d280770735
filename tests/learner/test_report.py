"""The teacher's report, from a real database that a class has filled."""

import csv
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlalchemy import update

from ai_engine.errors import SetupError
from ai_engine.knowledge import load_bank
from ai_engine.learner.report import gather_report, write_report
from ai_engine.learner.report_rows import Report
from ai_engine.storage import Conversations, Database
from ai_engine.storage.practice import Practice, ShownHint
from ai_engine.storage.tables import AttemptRow, TurnRow
from tests.processes import PATIENCE_S

SECRET = "my secret question, signed Zoe Miller"
RULE = "index-is-the-length"


def talk(
    database: Database, learner: str | None, turns: list[tuple[str, int, str]], helpful: list[bool] | None = None
) -> str:
    """A conversation of answers (move, hint level, rule of the finding), each with feedback where `helpful` has one."""
    conversations = Conversations(database)
    conversation: str | None = None
    for place, (move, level, rule) in enumerate(turns):
        turn = conversations.begin_turn(conversation, learner, SECRET)
        conversation = turn.conversation_id
        evidence = [{"kind": "finding", "id": f"{rule}:3:5", "title": "`items[n]` is one too far.", "score": 0.9}]
        conversations.finish_turn(turn, "Look.", move=move, hint_level=level, evidence=evidence if rule else [])
        if helpful and place < len(helpful):
            conversations.give_feedback(
                conversation, learner, turn.number, helpful[place], "=2+3 <script>alert(1)</script>"
            )
    assert conversation is not None
    return conversation


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A class: L1 is stuck at a challenge, L2 and L3 in conversations, L4 gets on, one learner has no id."""
    opened = Database(f"sqlite:///{tmp_path / 'tutor.db'}")
    opened.migrate()
    practice = Practice(opened)
    for number in range(4):
        practice.record_attempt("L1", "count-vowels", f"p{min(number, 2)}", "rejected", ["comparison"])
    practice.show_hint("L1", "count-vowels", ShownHint("Look at one letter.", 0), "p0", 1)
    for verdict in ("rejected", "rejected", "rejected", "accepted"):
        practice.record_attempt("L4", "count-vowels", verdict, verdict, ["comparison"] if verdict == "rejected" else [])
    talk(opened, "L2", [("hint", 1, RULE)] * 4)
    talk(opened, "L3", [("explain", 0, ""), ("explain", 0, "")], [False, False])
    talk(opened, "L4", [("hint", 4, RULE), ("celebrate", 0, "good-guard-clause")], [True])
    talk(opened, None, [("point", 1, RULE)])
    yield opened
    opened.close()


@pytest.fixture
def report(database: Database) -> Report:
    """Its report."""
    return gather_report(database, load_bank().notes)


def test_stuck_learners_are_those_who_dont_get_on(report: Report) -> None:
    """Three submissions or four answers about the same thing or two unhelpful ones; whoever solved it isn't stuck."""
    stuck = {(line.learner, line.where): line for line in report.stuck}

    assert set(stuck) == {("L1", "challenge"), ("L2", "conversation"), ("L3", "conversation")}
    assert stuck["L1", "challenge"].reason == "4 submissions (3 different), none accepted"
    assert stuck["L1", "challenge"].hints == 1
    assert RULE in stuck["L2", "conversation"].reason
    assert stuck["L3", "conversation"].reason == "2 answers called unhelpful"


def test_a_high_hint_level_at_the_end_counts_as_stuck(tmp_path: Path) -> None:
    """Level three reached, and no praise after it."""
    database = Database(f"sqlite:///{tmp_path / 'other.db'}")
    database.migrate()
    talk(database, "L9", [("hint", 1, RULE), ("hint", 2, RULE), ("hint", 3, RULE)])
    stuck = gather_report(database, {}).stuck
    database.close()

    assert [line.reason for line in stuck] == ["hint level 3 reached, not solved"]


def test_misconceptions_count_learners_and_name_what_lies_behind(report: Report) -> None:
    """A conversation counts each rule once; praise is none; the bank's note says what is thought."""
    rows = {(row.source, row.rule): row for row in report.misconceptions}
    met = rows["conversation", RULE]

    assert (met.learners, met.times) == (3, 3)
    assert met.concept and met.misconception.startswith("Many ")
    assert (rows["challenge", "comparison"].learners, rows["challenge", "comparison"].times) == (2, 7)
    assert len(rows) == 2


def test_since_leaves_out_what_is_older(database: Database) -> None:
    """An old class leaves an empty report, whose page says so."""
    with database.write() as session:
        old = datetime.now(UTC) - timedelta(days=30)
        session.execute(update(AttemptRow).values(created_at=old))
        session.execute(update(TurnRow).values(created_at=old))
    report = gather_report(database, {}, datetime.now(UTC) - timedelta(days=7))

    assert (report.answers, report.submissions, report.feedback, report.stuck) == (0, 0, (), ())
    assert gather_report(database, {}).answers == 9


def test_the_files_hold_the_rows_and_no_formula(report: Report, tmp_path: Path) -> None:
    """Each CSV has a head and a line a row; what a spreadsheet would run is text."""
    paths = write_report(report, tmp_path / "out")
    files = {path.name: list(csv.DictReader(io.StringIO(path.read_text("utf-8")))) for path in paths[:3]}

    assert [len(files[name]) for name in ("feedback.csv", "misconceptions.csv", "stuck.csv")] == [3, 2, 3]
    assert files["feedback.csv"][0]["why"].startswith("'=2+3")
    assert {row["helpful"] for row in files["feedback.csv"]} == {"yes", "no"}


def test_the_page_needs_nothing_else_and_says_only_ids(report: Report, tmp_path: Path, database: Database) -> None:
    """No script, no link, nothing loaded; words of learners escaped; no question, no whole conversation id."""
    text = write_report(report, tmp_path / "out")[-1].read_text("utf-8")
    ids = [record.conversation_id for record in Conversations(database).everyones_answers()]

    assert not re.search(r"<script|<link|<img|url\(|https?:|@import|<iframe", text)
    assert "&lt;script&gt;" in text
    assert "secret" not in text and "Zoe" not in text
    assert not any(one in text for one in ids)
    assert "prefers-color-scheme: dark" in text


class Structure(HTMLParser):
    """What assistive technology leans on."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_can_be_heard(report: Report, tmp_path: Path) -> None:
    """A language, one h1, a caption and scopes for each table, a described image for each plot; well nested."""
    page = Structure()
    page.feed(write_report(report, tmp_path / "out")[-1].read_text("utf-8"))
    tags = [tag for tag, _ in page.tags]
    plots = [attrs for tag, attrs in page.tags if tag == "svg"]

    assert page.open == [] and tags.count("h1") == 1
    assert ("html", {"lang": "en"}) in page.tags
    assert tags.count("table") == tags.count("caption") == 3
    assert all(attrs.get("scope") == "col" for tag, attrs in page.tags if tag == "th")
    assert len(plots) == 3 and all(plot["role"] == "img" and plot["aria-label"] for plot in plots)


def test_a_folder_that_cant_be_written_is_one_sentence(report: Report, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "taken").write_text("")

    with pytest.raises(SetupError, match="--out"):
        write_report(report, tmp_path / "taken")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a teacher runs it."""
    environment = os.environ | {"DATA_DIR": str(folder), "DATABASE_URL": "", "PORT": "0"}
    command = [sys.executable, "-m", "ai_engine", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, cwd=Path(__file__).parents[2]
    )


def test_the_command_prints_where_the_report_lies(database: Database, tmp_path: Path) -> None:
    """In DATA_DIR unless --out names a folder; --since takes a day."""
    done = run(tmp_path, "report", "--since", "2020-01-01")

    assert done.returncode == 0, done.stderr
    assert [Path(line).exists() for line in done.stdout.split()] == [True] * 4
    assert (tmp_path / "report" / "report.html").stat().st_size > 2_000


@pytest.mark.parametrize("arguments", [["reports"], ["report", "--since", "yesterday"], ["report", "--nonsense"]])
def test_a_wrong_argument_is_usage(tmp_path: Path, arguments: list[str]) -> None:
    """Exit 2, with a usage line and no trace."""
    done = run(tmp_path, *arguments)

    assert done.returncode == 2
    assert "usage" in done.stderr and "Traceback" not in done.stderr


def test_without_a_database_the_command_says_what_to_do(tmp_path: Path) -> None:
    """Exit 2; no empty database is made."""
    done = run(tmp_path / "nowhere", "report")

    assert done.returncode == 2 and "DATA_DIR" in done.stderr
    assert not (tmp_path / "nowhere").exists()
