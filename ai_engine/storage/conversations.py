"""Stored conversations: whose they are, their turns, which one is being answered, and feedback on them."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ai_engine.errors import BadInput, ConversationBusy, FieldError, NotFound
from ai_engine.storage.database import Database
from ai_engine.storage.owner import is_gone, this_process
from ai_engine.storage.records import AnswerRecord, Conversation, OpenTurn, Summary, Turn, TurnStatus
from ai_engine.storage.tables import ConversationRow, FeedbackRow, TurnRow

_TITLE_LENGTH = 60


class Conversations:
    """The repository; an empty learner id is none. `lease_s`: an older busy mark is dead, wherever its process ran."""

    def __init__(self, database: Database, lease_s: float = 180.0) -> None:
        self._database = database
        self._lease = timedelta(seconds=lease_s)

    def create(self, learner_id: str | None) -> str:
        """A new, empty conversation; its id can't be guessed (192 random bits)."""
        with self._database.write() as session:
            return _insert(session, learner_id).id

    def get(self, conversation_id: str, learner_id: str | None) -> Conversation:
        """One conversation with its turns. Raises NotFound also for another learner's."""
        with self._database.read() as session:
            return _load(session, _find(session, conversation_id, learner_id))

    def list(self, learner_id: str, limit: int = 100) -> Sequence[Summary]:
        """A learner's conversations, the newest first; those without a turn are left out."""
        count = func.count(TurnRow.id)
        query = (
            select(ConversationRow, count)
            .join(TurnRow, TurnRow.conversation_id == ConversationRow.id)
            .where(ConversationRow.learner_id == learner_id)
            .group_by(ConversationRow.id)
            .order_by(ConversationRow.updated_at.desc(), ConversationRow.id)
            .limit(limit)
        )
        with self._database.read() as session:
            return [
                Summary(row.id, row.title, row.created_at, row.updated_at, turns)
                for row, turns in session.execute(query)
            ]

    def delete(self, conversation_id: str, learner_id: str | None) -> None:
        """Forget a conversation, its turns and its feedback. Raises NotFound."""
        with self._database.write() as session:
            session.delete(_find(session, conversation_id, learner_id))

    def begin_turn(
        self, conversation_id: str | None, learner_id: str | None, message: str, title: str = ""
    ) -> OpenTurn:
        """Store the learner's message and mark the conversation busy, in one step; without an id, a new conversation.

        A mark whose process is gone, or that is older than the lease, is taken over; what it left unanswered is stored
        as a cut turn.

        Raises:
            NotFound: no such conversation, or another learner's.
            ConversationBusy: a turn of it is being answered.
        """
        now = datetime.now(UTC)
        with self._database.write() as session:
            if conversation_id is None:
                row = _insert(session, learner_id)
            else:
                row = _find(session, conversation_id, learner_id, lock=True)
            if _is_busy(row, now):
                raise ConversationBusy("An answer in this conversation is still being written: wait for it, then ask.")
            if row.busy_token is not None:
                _append(session, row.id, "assistant", "", status="cut", now=now)
            before = _load(session, row)
            _append(session, row.id, "user", message, status="complete", now=now)
            row.title = row.title or _title(title or message)
            row.busy_token = secrets.token_urlsafe(16)
            row.busy_owner = this_process()
            row.busy_until = now + self._lease
            row.updated_at = now
            number = len(before.turns) + 2
            return OpenTurn(before, row.busy_token, number)

    def finish_turn(
        self,
        turn: OpenTurn,
        content: str,
        *,
        status: TurnStatus = "complete",
        move: str | None = None,
        hint_level: int | None = None,
        evidence: Sequence[Mapping[str, Any]] = (),
        model_used: str | None = None,
        state: Mapping[str, Any] | None = None,
    ) -> None:
        """Store the answer and free the conversation. `state`, where given, replaces the conversation's state.

        Does nothing when the turn is over already: finished, discarded, deleted with its conversation or taken over.
        """
        now = datetime.now(UTC)
        with self._database.write() as session:
            row = _held(session, turn)
            if row is None:
                return
            _append(
                session,
                row.id,
                "assistant",
                content,
                status=status,
                now=now,
                move=move,
                hint_level=hint_level,
                evidence=[dict(item) for item in evidence],
                model_used=model_used,
            )
            if state is not None:
                row.state = dict(state)
            row.updated_at = now
            _free(row)

    def discard_turn(self, turn: OpenTurn) -> None:
        """Take the learner's message back (the request was refused, nothing was said) and free the conversation."""
        with self._database.write() as session:
            row = _held(session, turn)
            if row is None:
                return
            if not turn.conversation.turns:
                session.delete(row)
                return
            session.execute(delete(TurnRow).where(TurnRow.conversation_id == row.id, TurnRow.number == turn.number - 1))
            _free(row)

    def give_feedback(
        self, conversation_id: str, learner_id: str | None, turn: int | None, helpful: bool, why: str = ""
    ) -> int:
        """Keep what a learner thinks of one answer (None: the newest); a later word replaces an earlier one.

        Returns the answer's number.

        Raises:
            NotFound: no such conversation, or another learner's.
            BadInput: `turn` isn't the number of an answer.
        """
        now = datetime.now(UTC)
        with self._database.write() as session:
            row = _find(session, conversation_id, learner_id, lock=True)
            answers = select(func.max(TurnRow.number)).where(
                TurnRow.conversation_id == row.id, TurnRow.role == "assistant"
            )
            number = session.scalar(answers if turn is None else answers.where(TurnRow.number == turn))
            if number is None:
                raise BadInput(
                    "This conversation has no answer with that number.",
                    [FieldError("turn", "must be the number of one of the tutor's answers")],
                )
            session.execute(
                delete(FeedbackRow).where(FeedbackRow.conversation_id == row.id, FeedbackRow.turn == number)
            )
            session.add(FeedbackRow(conversation_id=row.id, turn=number, helpful=helpful, why=why, created_at=now))
            return number

    def feedback(self, learner_id: str) -> Sequence[dict[str, Any]]:
        """What a learner said about answers, oldest first, as JSON values."""
        query = (
            select(FeedbackRow)
            .join(ConversationRow, FeedbackRow.conversation_id == ConversationRow.id)
            .where(ConversationRow.learner_id == learner_id)
            .order_by(FeedbackRow.created_at, FeedbackRow.id)
        )
        with self._database.read() as session:
            return [
                {
                    "conversation_id": row.conversation_id,
                    "turn": row.turn,
                    "helpful": row.helpful,
                    "why": row.why,
                    "at": row.created_at.isoformat(),
                }
                for row in session.scalars(query)
            ]

    def everyones_answers(self, since: datetime | None = None) -> Sequence[AnswerRecord]:
        """All answers of all conversations with feedback, by conversation and number; `since` leaves out older."""
        given = (FeedbackRow.conversation_id == TurnRow.conversation_id) & (FeedbackRow.turn == TurnRow.number)
        query = (
            select(TurnRow, ConversationRow.learner_id, FeedbackRow)
            .join(ConversationRow, TurnRow.conversation_id == ConversationRow.id)
            .outerjoin(FeedbackRow, given)
            .where(TurnRow.role == "assistant")
            .order_by(ConversationRow.created_at, ConversationRow.id, TurnRow.number)
        )
        if since is not None:
            query = query.where(TurnRow.created_at >= since)
        with self._database.read() as session:
            return [_answer_record(turn, learner, word) for turn, learner, word in session.execute(query)]

    def export(self, learner_id: str) -> Sequence[Conversation]:
        """All of a learner's conversations with their turns, oldest first."""
        query = select(ConversationRow).where(ConversationRow.learner_id == learner_id)
        with self._database.read() as session:
            return [_load(session, row) for row in session.scalars(query.order_by(ConversationRow.created_at))]

    def delete_before(self, moment: datetime) -> int:
        """Delete conversations last touched before a moment, with turns and feedback; those being answered stay.

        Returns how many went.
        """
        old = (ConversationRow.updated_at < moment) & ConversationRow.busy_token.is_(None)
        with self._database.write() as session:
            count = session.scalar(select(func.count()).where(old)) or 0
            if count:
                session.execute(delete(ConversationRow).where(old))
            return count

    def forget(self, learner_id: str) -> int:
        """Delete all of a learner's conversations, turns and feedback. Returns how many conversations went."""
        mine = ConversationRow.learner_id == learner_id
        with self._database.write() as session:
            count = session.scalar(select(func.count()).where(mine)) or 0
            session.execute(delete(ConversationRow).where(mine))
            return count


def _insert(session: Session, learner_id: str | None) -> ConversationRow:
    now = datetime.now(UTC)
    row = ConversationRow(
        id=secrets.token_urlsafe(24), learner_id=learner_id or None, title="", state={}, created_at=now, updated_at=now
    )
    session.add(row)
    session.flush()
    return row


def _find(session: Session, conversation_id: str, learner_id: str | None, lock: bool = False) -> ConversationRow:
    query = select(ConversationRow).where(ConversationRow.id == conversation_id)
    row = session.scalar(query.with_for_update() if lock else query)
    if row is None or row.learner_id != (learner_id or None):
        raise NotFound("There is no such conversation.")
    return row


def _load(session: Session, row: ConversationRow) -> Conversation:
    turns = session.scalars(select(TurnRow).where(TurnRow.conversation_id == row.id).order_by(TurnRow.number))
    return Conversation(
        id=row.id,
        learner_id=row.learner_id,
        title=row.title,
        created_at=row.created_at,
        updated_at=row.updated_at,
        turns=tuple(_turn(turn) for turn in turns),
        state=dict(row.state),
        busy=_is_busy(row, datetime.now(UTC)),
    )


def _turn(row: TurnRow) -> Turn:
    return Turn(
        number=row.number,
        role="user" if row.role == "user" else "assistant",
        content=row.content,
        status="cut" if row.status == "cut" else "complete",
        created_at=row.created_at,
        move=row.move,
        hint_level=row.hint_level,
        evidence=list(row.evidence),
        model_used=row.model_used,
    )


def _append(
    session: Session,
    conversation_id: str,
    role: str,
    content: str,
    *,
    status: TurnStatus,
    now: datetime,
    move: str | None = None,
    hint_level: int | None = None,
    evidence: Sequence[dict[str, Any]] = (),
    model_used: str | None = None,
) -> None:
    last = session.scalar(select(func.max(TurnRow.number)).where(TurnRow.conversation_id == conversation_id))
    session.add(
        TurnRow(
            conversation_id=conversation_id,
            number=(last or 0) + 1,
            role=role,
            content=content,
            move=move,
            hint_level=hint_level,
            evidence=list(evidence),
            model_used=model_used,
            status=status,
            created_at=now,
        )
    )
    session.flush()


def _answer_record(turn: TurnRow, learner_id: str | None, word: FeedbackRow | None) -> AnswerRecord:
    return AnswerRecord(
        conversation_id=turn.conversation_id,
        learner_id=learner_id,
        number=turn.number,
        created_at=turn.created_at,
        status="cut" if turn.status == "cut" else "complete",
        move=turn.move or "",
        hint_level=turn.hint_level or 0,
        evidence=list(turn.evidence),
        model_used=turn.model_used or "",
        helpful=None if word is None else word.helpful,
        why="" if word is None else word.why,
        feedback_at=None if word is None else word.created_at,
    )


def _held(session: Session, turn: OpenTurn) -> ConversationRow | None:
    """The conversation, while this turn still holds its mark."""
    query = select(ConversationRow).where(
        ConversationRow.id == turn.conversation_id, ConversationRow.busy_token == turn.token
    )
    return session.scalar(query.with_for_update())


def _free(row: ConversationRow) -> None:
    row.busy_token = row.busy_owner = row.busy_until = None


def _is_busy(row: ConversationRow, now: datetime) -> bool:
    if row.busy_token is None or row.busy_until is None or row.busy_until <= now:
        return False
    return not is_gone(row.busy_owner or "")


def _title(message: str) -> str:
    """The beginning of the first message, cut at a word."""
    text = " ".join(message.split())
    if len(text) <= _TITLE_LENGTH:
        return text
    head = text[:_TITLE_LENGTH].rsplit(" ", 1)[0]
    return f"{head}…"
