"""What a teacher wants to know of a class: feedback, common misconceptions, stuck learners. As CSV files and one page.

Learners appear under their opaque ids only; what they said in conversations and their programs stay out. A
conversation is named by the beginning of its id, which is enough to find it in the database and too little to open it.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from ai_engine.errors import SetupError
from ai_engine.knowledge import Note
from ai_engine.learner.report_page import page
from ai_engine.learner.report_rows import FeedbackLine, Misconception, Report, Stuck
from ai_engine.storage import Conversations, Database
from ai_engine.storage.practice import Attempt, Practice, Struggle
from ai_engine.storage.records import AnswerRecord

STUCK_SUBMISSIONS = 3  # without an accepted one among them
STUCK_ANSWERS = 4  # in a row that rest on the same finding
STUCK_HINT_LEVEL = 3
STUCK_UNHELPFUL = 2  # answers of one conversation
_NAME_LENGTH = 8


def gather_report(database: Database, notes: Mapping[str, Note], since: datetime | None = None) -> Report:
    """Read the whole class's records. Raises Unavailable when the database doesn't answer.

    Args:
        database: where attempts and conversations are kept.
        notes: the concept notes, which name the misconception behind a finding's rule.
        since: leaves out answers and attempts before this moment.
    """
    answers = Conversations(database).everyones_answers(since)
    practice = Practice(database)
    attempts = practice.everyones_attempts(since)
    learners = {answer.learner_id for answer in answers if answer.learner_id} | {learner for learner, _ in attempts}
    return Report(
        made_at=datetime.now(UTC),
        since=since,
        learners=len(learners),
        conversations=len({answer.conversation_id for answer in answers}),
        answers=len(answers),
        submissions=len(attempts),
        accepted=sum(attempt.verdict == "accepted" for _, attempt in attempts),
        feedback=tuple(_feedback(answers)),
        misconceptions=tuple(_misconceptions(answers, attempts, notes)),
        stuck=tuple(sorted([*_stuck_at_challenges(practice.unsolved(since)), *_stuck_in_talk(answers)], key=_urgency)),
    )


def write_report(report: Report, folder: Path) -> list[Path]:
    """Write feedback.csv, misconceptions.csv, stuck.csv and report.html; returns their paths.

    Raises:
        SetupError: the folder can't be written to.
    """
    texts = {
        "feedback.csv": csv_text(FeedbackLine, report.feedback),
        "misconceptions.csv": csv_text(Misconception, report.misconceptions),
        "stuck.csv": csv_text(Stuck, report.stuck),
        "report.html": page(report),
    }
    try:
        # What a class did is for its teacher alone.
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8", newline="")
    except OSError as error:
        raise SetupError(f"The report can't be written to {folder}: name another folder with --out.") from error
    return [folder / name for name in texts]


def csv_text(kind: type, rows: Iterable[FeedbackLine | Misconception | Stuck]) -> str:
    """Rows of one kind as CSV with a line of names. A cell that a spreadsheet would take for a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([field.name for field in fields(kind)])
    writer.writerows([_cell(value) for value in astuple(row)] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _feedback(answers: Iterable[AnswerRecord]) -> list[FeedbackLine]:
    lines = [
        FeedbackLine(
            at=answer.feedback_at or answer.created_at,
            learner=answer.learner_id or "",
            conversation=answer.conversation_id[:_NAME_LENGTH],
            turn=answer.number,
            helpful=answer.helpful,
            why=" ".join(answer.why.split()),
            move=answer.move,
            hint_level=answer.hint_level,
            about=_about(answer),
            model_used=answer.model_used,
        )
        for answer in answers
        if answer.helpful is not None
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _about(answer: AnswerRecord) -> str:
    return next((str(item.get("title", "")) for item in answer.evidence), "")


@dataclass(slots=True)
class _Seen:
    """How often a kind of mistake was met, and at whom."""

    times: int = 0
    title: str = ""


def _misconceptions(
    answers: Iterable[AnswerRecord], attempts: Iterable[tuple[str, Attempt]], notes: Mapping[str, Note]
) -> list[Misconception]:
    """Kinds of mistakes, those of the most learners first. In a conversation each counts once, however long it is."""
    seen: dict[tuple[str, str], _Seen] = defaultdict(_Seen)
    whose: dict[tuple[str, str], set[str]] = defaultdict(set)
    counted: set[tuple[str, str]] = set()
    for answer in answers:
        for item in answer.evidence:
            rule = rule_of(item)
            if not rule or (answer.conversation_id, rule) in counted:
                continue
            counted.add((answer.conversation_id, rule))
            key = ("conversation", rule)
            seen[key].times += 1
            seen[key].title = seen[key].title or str(item.get("title", ""))
            whose[key].add(answer.learner_id or f"conversation {answer.conversation_id}")
    for learner, attempt in attempts:
        for kind in set(attempt.findings):
            key = ("challenge", kind)
            seen[key].times += 1
            whose[key].add(learner)
    behind = {rule: note for note in notes.values() for rule in note.rules}
    rows = []
    for (source, rule), what in seen.items():
        note = behind.get(rule)
        thought = note.rule_misconceptions.get(rule, "") if note else ""
        rows.append(
            Misconception(
                rule=rule,
                source=source,
                learners=len(whose[source, rule]),
                times=what.times,
                concept=note.id if note else "",
                misconception=thought,
                for_instance=what.title,
            )
        )
    return sorted(rows, key=lambda row: (-row.learners, -row.times, row.rule))


def rule_of(item: Mapping[str, object]) -> str:
    """The rule of a piece of evidence that is a problem in the learner's program; "" for any other, and for praise."""
    rule = str(item.get("id", "")).split(":", 1)[0] if item.get("kind") == "finding" else ""
    return "" if rule.startswith("good-") else rule


def _stuck_at_challenges(struggles: Iterable[Struggle]) -> list[Stuck]:
    return [
        Stuck(
            learner=struggle.learner_id,
            where="challenge",
            at=struggle.challenge_id,
            reason=f"{struggle.submissions} submissions ({struggle.programs} different), none accepted",
            tries=struggle.submissions,
            hints=struggle.hints,
            first=struggle.first,
            last=struggle.last,
        )
        for struggle in struggles
        if struggle.submissions >= STUCK_SUBMISSIONS
    ]


def _stuck_in_talk(answers: Sequence[AnswerRecord]) -> list[Stuck]:
    found = []
    for _, group in groupby(answers, key=lambda answer: answer.conversation_id):
        turns = list(group)
        reason = _why_stuck(turns)
        if reason:
            found.append(
                Stuck(
                    learner=turns[0].learner_id or "",
                    where="conversation",
                    at=turns[0].conversation_id[:_NAME_LENGTH],
                    reason=reason,
                    tries=len(turns),
                    hints=sum(turn.hint_level > 0 for turn in turns),
                    first=turns[0].created_at,
                    last=turns[-1].created_at,
                )
            )
    return found


def _why_stuck(turns: Sequence[AnswerRecord]) -> str:
    """Why a conversation looks stuck at its end; "" when it doesn't, or ended with praise."""
    if turns[-1].move == "celebrate":
        return ""
    rules = [next(filter(None, map(rule_of, turn.evidence)), "") for turn in turns]
    same = 0
    while same < len(rules) and rules[-1] and rules[-1 - same] == rules[-1]:
        same += 1
    if same >= STUCK_ANSWERS:
        return f"the last {same} answers are about the same thing: {rules[-1]}"
    if turns[-1].hint_level >= STUCK_HINT_LEVEL:
        return f"hint level {turns[-1].hint_level} reached, not solved"
    unhelpful = sum(turn.helpful is False for turn in turns)
    return f"{unhelpful} answers called unhelpful" if unhelpful >= STUCK_UNHELPFUL else ""


def _urgency(stuck: Stuck) -> tuple[int, float]:
    return -stuck.tries, -stuck.last.timestamp()
