"""POST /ai-tutor/chat."""

from typing import Any

from flask import Response, g, request
from flask_openapi3 import APIBlueprint

from ai_engine.server import sse
from ai_engine.server.answer_stream import events, first_event, whole_answer
from ai_engine.server.answers import ChatAnswer
from ai_engine.server.client_socket import watcher
from ai_engine.server.description import resource
from ai_engine.server.schemas import ChatBody
from ai_engine.server.services import Services


def wants_events() -> bool:
    """Whether the Accept header names event streams outright; `*/*` doesn't."""
    return any(kind == "text/event-stream" and quality > 0 for kind, quality in request.accept_mimetypes)


def chat_routes(services: Services) -> APIBlueprint:
    """The tutor's conversation."""
    api = resource("chat", "Tutor")

    @api.post(
        "/ai-tutor/chat",
        summary="Ask the tutor; streamed with `stream` or Accept: text/event-stream",
        responses={200: ChatAnswer},
    )
    def chat(body: ChatBody) -> Any:
        if body.context is not None and body.context.code:
            services.policy().check_language(body.context.language or "python")
        has_left = watcher(request.environ)
        ticket = services.admission.enter_chat()
        try:
            services.wake()
            answering = services.tutor.answer(body.to_request())
        except BaseException:
            ticket.release()
            raise

        def clean_up() -> None:
            try:
                answering.__exit__(None, None, None)
            finally:
                ticket.release()

        try:
            if not (body.stream or wants_events()):
                answer = whole_answer(answering, has_left).to_json()
                clean_up()
                return answer
            first = first_event(answering, has_left)
        except BaseException:
            clean_up()
            raise
        response = Response(events(answering, first, has_left, g.request_id), headers=sse.HEADERS)
        # Not in the generator's own `finally`: one that was never started runs none.
        response.call_on_close(clean_up)
        return response

    return api
