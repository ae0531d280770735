"""One turn's place in its conversation: opened with the message, closed with the answer, never left open."""

import re
from dataclasses import dataclass

from ai_engine.storage import Conversations, OpenTurn
from ai_engine.tutor.events import TutorAnswer
from ai_engine.tutor.request import Turn, TutorRequest
from ai_engine.tutor.state import TutorState
from ai_engine.tutor.understanding.message import parse_message
from ai_engine.tutor.understanding.phrases import GREETING


@dataclass(frozen=True, slots=True)
class Session:
    """The earlier turns and the tutor's memory of them, which is empty where only a history was sent.

    `open_turn` is None where nothing is stored.
    """

    turns: tuple[Turn, ...]
    state: TutorState
    open_turn: OpenTurn | None

    @property
    def conversation_id(self) -> str:
        """The stored conversation's id; "" where nothing is stored."""
        return self.open_turn.conversation_id if self.open_turn is not None else ""


def title_of(message: str) -> str:
    """What a conversation is called: its first sentence, no greeting; else the error, or the first line of code."""
    parsed = parse_message(message)
    sentences = [part.strip(" \n:,;-") for part in re.split(r"(?<=[.!?])\s+|\n+", parsed.prose) if part.strip()]
    told = [part for part in sentences if not GREETING.fullmatch(part.rstrip("!., "))]
    code = next((line.strip() for line in parsed.code.split("\n") if line.strip()), "")
    error = parsed.error.strip().split("\n")[-1]
    return next((text for text in (*told[:1], error, code, *sentences[:1]) if text), message)


class Sessions:
    """Opens and closes turns over the stored conversations."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    def open(self, request: TutorRequest) -> Session:
        """Begin a turn. The stored turns win over the request's history.

        Raises:
            NotFound: no such conversation, or another learner's.
            ConversationBusy: a turn of it is being answered.
        """
        if not request.store:
            return Session(request.history, TutorState(), None)
        opened = self._conversations.begin_turn(
            request.conversation_id or None, request.learner_id or None, request.message, title_of(request.message)
        )
        stored = tuple(Turn(turn.role, turn.content) for turn in opened.conversation.turns if turn.content)
        return Session(stored or request.history, TutorState.from_json(opened.conversation.state), opened)

    def close(self, session: Session, answer: TutorAnswer, state: TutorState) -> None:
        """Store a finished answer."""
        if session.open_turn is None:
            return
        response = answer.to_json()["response"]
        self._conversations.finish_turn(
            session.open_turn,
            answer.message,
            move=answer.move,
            hint_level=answer.hint_level,
            evidence=response["evidence"],
            model_used=answer.model_used,
            state=state.to_json(),
        )

    def cut(self, session: Session, said: str) -> None:
        """Store an answer that was broken off, with what the learner saw of it; the memory stays as it was."""
        if session.open_turn is not None:
            self._conversations.finish_turn(session.open_turn, said, status="cut")

    def discard(self, session: Session) -> None:
        """Take the message back: it was refused before anything was said."""
        if session.open_turn is not None:
            self._conversations.discard_turn(session.open_turn)
