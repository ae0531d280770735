"""GET /conversations, GET and DELETE /conversations/<id>, POST /ai-tutor/feedback."""

import re
from typing import Any

from flask_openapi3 import APIBlueprint

from ai_engine.errors import NotFound
from ai_engine.server.answers import ConversationAnswer, ConversationsAnswer, DoneAnswer, FeedbackAnswer
from ai_engine.server.description import resource
from ai_engine.server.schemas import ConversationPath, FeedbackBody, LearnerQuery, ListQuery
from ai_engine.server.services import Services
from ai_engine.storage import Conversation, Summary, Turn

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def conversation_routes(services: Services) -> APIBlueprint:
    """Stored conversations and what learners think of the answers."""
    api = resource("conversations", "Conversations")
    stored = services.conversations

    @api.get(
        "/conversations", summary="A learner's conversations, the newest first", responses={200: ConversationsAnswer}
    )
    def list_conversations(query: ListQuery) -> Any:
        return {"success": True, "conversations": [_summary(item) for item in stored.list(query.learner_id)]}

    @api.get(
        "/conversations/<conversation_id>",
        summary="One conversation with its turns",
        responses={200: ConversationAnswer},
    )
    def get_conversation(path: ConversationPath, query: LearnerQuery) -> Any:
        return {"success": True, "conversation": conversation_object(stored.get(_sound(path), query.learner_id))}

    @api.delete("/conversations/<conversation_id>", summary="Forget a conversation", responses={200: DoneAnswer})
    def delete_conversation(path: ConversationPath, query: LearnerQuery) -> Any:
        stored.delete(_sound(path), query.learner_id)
        return {"success": True}

    @api.post("/ai-tutor/feedback", summary="Say whether an answer helped", responses={200: FeedbackAnswer})
    def feedback(body: FeedbackBody) -> Any:
        turn = stored.give_feedback(body.conversation_id, body.learner_id, body.turn, body.helpful, body.why)
        return {"success": True, "turn": turn}

    return api


def _sound(path: ConversationPath) -> str:
    """The id, kept from the database where it can't be one."""
    if not _ID.fullmatch(path.conversation_id):
        raise NotFound("There is no such conversation.")
    return path.conversation_id


def _summary(item: Summary) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "created_at": item.created_at.isoformat(),
        "updated_at": item.updated_at.isoformat(),
        "turns": item.turns,
    }


def conversation_object(item: Conversation) -> dict[str, Any]:
    """A conversation with its turns, as answers hold it."""
    return {
        "id": item.id,
        "learner_id": item.learner_id,
        "title": item.title,
        "created_at": item.created_at.isoformat(),
        "updated_at": item.updated_at.isoformat(),
        "busy": item.busy,
        "turns": [_turn(turn) for turn in item.turns],
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "turn": turn.number,
        "role": turn.role,
        "content": turn.content,
        "status": turn.status,
        "created_at": turn.created_at.isoformat(),
        "move": turn.move,
        "hint_level": turn.hint_level,
        "evidence": turn.evidence,
        "model_used": turn.model_used,
    }
