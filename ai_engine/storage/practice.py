"""What learners did at challenges: attempts, ladders of hints, correct programs that were met."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import case, delete, func, select
from sqlalchemy.orm import Session

from ai_engine.storage.database import Database
from ai_engine.storage.tables import AttemptRow, LadderRow, SolutionRow

MOST_SOLUTIONS = 400  # kept for one challenge; enough that some are near every learner's way


@dataclass(frozen=True, slots=True)
class Attempt:
    """One submission: which challenge, the program's fingerprint, the verdict, the rules that were found."""

    challenge_id: str
    fingerprint: str
    verdict: str
    findings: tuple[str, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ShownHint:
    """A hint that a learner has seen, and what it cost."""

    text: str
    xp_cost: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """The hints shown so far, and the fingerprint of the program for which the last one was given."""

    shown: tuple[ShownHint, ...] = ()
    fingerprint: str = ""

    @property
    def spent(self) -> int:
        """What the shown hints cost together."""
        return sum(hint.xp_cost for hint in self.shown)


@dataclass(frozen=True, slots=True)
class Struggle:
    """A learner's work at one challenge that has not been accepted yet."""

    learner_id: str
    challenge_id: str
    submissions: int
    programs: int
    hints: int
    first: datetime
    last: datetime


class Practice:
    """The repository. Learners are opaque ids."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record_attempt(
        self, learner_id: str, challenge_id: str, fingerprint: str, verdict: str, findings: list[str]
    ) -> None:
        """Keep one submission's outcome."""
        with self._database.write() as session:
            session.add(
                AttemptRow(
                    learner_id=learner_id,
                    challenge_id=challenge_id,
                    fingerprint=fingerprint,
                    verdict=verdict,
                    findings=findings,
                    created_at=datetime.now(UTC),
                )
            )

    def attempts(self, learner_id: str, challenge_id: str | None = None) -> list[Attempt]:
        """A learner's submissions, oldest first; of one challenge or of all."""
        query = select(AttemptRow).where(AttemptRow.learner_id == learner_id).order_by(AttemptRow.id)
        if challenge_id is not None:
            query = query.where(AttemptRow.challenge_id == challenge_id)
        with self._database.read() as session:
            return [
                Attempt(row.challenge_id, row.fingerprint, row.verdict, tuple(row.findings), row.created_at)
                for row in session.scalars(query)
            ]

    def everyones_attempts(self, since: datetime | None = None) -> list[tuple[str, Attempt]]:
        """All learners' submissions with their learner's id, oldest first; `since` leaves out older ones."""
        query = select(AttemptRow).order_by(AttemptRow.id)
        if since is not None:
            query = query.where(AttemptRow.created_at >= since)
        with self._database.read() as session:
            return [
                (
                    row.learner_id,
                    Attempt(row.challenge_id, row.fingerprint, row.verdict, tuple(row.findings), row.created_at),
                )
                for row in session.scalars(query)
            ]

    def unsolved(self, since: datetime | None = None) -> list[Struggle]:
        """Each learner's challenges without an accepted submission, most submissions first.

        `since` leaves out those whose last submission is older; what is left is counted from its beginning.
        """
        accepted = func.sum(case((AttemptRow.verdict == "accepted", 1), else_=0))
        last = func.max(AttemptRow.created_at)
        query = (
            select(
                AttemptRow.learner_id,
                AttemptRow.challenge_id,
                func.count(),
                func.count(AttemptRow.fingerprint.distinct()),
                func.min(AttemptRow.created_at),
                last,
            )
            .group_by(AttemptRow.learner_id, AttemptRow.challenge_id)
            .having(accepted == 0)
            .order_by(func.count().desc(), AttemptRow.learner_id, AttemptRow.challenge_id)
        )
        if since is not None:
            query = query.having(last >= since)
        with self._database.read() as session:
            shown = {(row.learner_id, row.challenge_id): len(row.shown) for row in session.scalars(select(LadderRow))}
            return [
                Struggle(learner, challenge, count, programs, shown.get((learner, challenge), 0), first, newest)
                for learner, challenge, count, programs, first, newest in session.execute(query)
            ]

    def ladder(self, learner_id: str, challenge_id: str) -> Ladder:
        """Where a learner stands on a challenge's ladder."""
        with self._database.read() as session:
            row = _ladder_row(session, learner_id, challenge_id)
            return Ladder() if row is None else _ladder(row)

    def show_hint(self, learner_id: str, challenge_id: str, hint: ShownHint, fingerprint: str, level: int) -> Ladder:
        """Record the hint of a level (from 1) as shown. A second request for the same level changes nothing."""
        with self._database.write() as session:
            row = _ladder_row(session, learner_id, challenge_id)
            if row is None:
                row = LadderRow(learner_id=learner_id, challenge_id=challenge_id, fingerprint="", shown=[])
                session.add(row)
            if len(row.shown) < level:
                row.shown = [*row.shown, {"text": hint.text, "xp_cost": hint.xp_cost}]
                row.fingerprint = fingerprint
            row.updated_at = datetime.now(UTC)
            return _ladder(row)

    def keep_solution(self, learner_id: str, challenge_id: str, fingerprint: str, code: str) -> bool:
        """Keep a correct program unless the same one, or enough others, are there. Whether it is new."""
        with self._database.write() as session:
            mine = (SolutionRow.challenge_id == challenge_id, SolutionRow.fingerprint == fingerprint)
            if session.scalar(select(SolutionRow.id).where(*mine)) is not None:
                return False
            count = session.scalar(select(func.count()).where(SolutionRow.challenge_id == challenge_id)) or 0
            if count >= MOST_SOLUTIONS:
                return False
            row = SolutionRow(learner_id=learner_id, challenge_id=challenge_id, fingerprint=fingerprint, code=code)
            session.add(row)
            return True

    def solutions(self, challenge_id: str) -> list[str]:
        """The correct programs met for a challenge."""
        query = select(SolutionRow.code).where(SolutionRow.challenge_id == challenge_id).order_by(SolutionRow.id)
        with self._database.read() as session:
            return list(session.scalars(query))

    def export(self, learner_id: str) -> dict[str, Any]:
        """All that is kept of a learner here, as JSON values."""
        with self._database.read() as session:
            ladders = list(session.scalars(select(LadderRow).where(LadderRow.learner_id == learner_id)))
            solved = list(session.scalars(select(SolutionRow).where(SolutionRow.learner_id == learner_id)))
            return {
                "attempts": [
                    {"challenge_id": a.challenge_id, "verdict": a.verdict, "at": a.created_at.isoformat()}
                    for a in self.attempts(learner_id)
                ],
                "hints": [{"challenge_id": row.challenge_id, "shown": row.shown} for row in ladders],
                "solutions": [{"challenge_id": row.challenge_id, "code": row.code} for row in solved],
            }

    def delete_before(self, moment: datetime) -> int:
        """Delete attempts and ladders last touched before a moment, and the programs of learners of whom no attempt
        is left. Returns how many rows went."""
        with self._database.write() as session:
            old = delete(AttemptRow).where(AttemptRow.created_at < moment)
            count = getattr(session.execute(old), "rowcount", 0)
            ladders = delete(LadderRow).where(LadderRow.updated_at < moment)
            count += getattr(session.execute(ladders), "rowcount", 0)
            left = select(AttemptRow.learner_id)
            if count:
                solutions = delete(SolutionRow).where(SolutionRow.learner_id.not_in(left))
                count += getattr(session.execute(solutions), "rowcount", 0)
            return int(count)

    def forget(self, learner_id: str) -> int:
        """Delete all that is kept of a learner here. Returns how many rows went."""
        count = 0
        with self._database.write() as session:
            for table in (AttemptRow, LadderRow, SolutionRow):
                result = session.execute(delete(table).where(table.learner_id == learner_id))
                count += getattr(result, "rowcount", 0)
        return count


def _ladder_row(session: Session, learner_id: str, challenge_id: str) -> LadderRow | None:
    query = select(LadderRow).where(LadderRow.learner_id == learner_id, LadderRow.challenge_id == challenge_id)
    return session.scalar(query)


def _ladder(row: LadderRow) -> Ladder:
    return Ladder(tuple(ShownHint(item["text"], item["xp_cost"]) for item in row.shown), row.fingerprint)
