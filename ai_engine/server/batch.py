"""POST /code/analyze/batch: a class's submissions at once, on all cores, answered one JSON line an item as they end."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import Any

from flask import Response, g, request
from flask_openapi3 import APIBlueprint

from ai_engine.errors import BadInput, FieldError
from ai_engine.learner.policy import ClassPolicy
from ai_engine.server.class_policy import within_policy
from ai_engine.server.client_socket import watcher
from ai_engine.server.description import resource
from ai_engine.server.errors import error_object
from ai_engine.server.insights import not_asked
from ai_engine.server.practice_answers import BATCH_ANSWER
from ai_engine.server.schemas import BatchBody, BatchItem
from ai_engine.server.services import Services
from ai_engine.server.sse import compact

_WAIT_S = 600.0


def batch_routes(services: Services) -> APIBlueprint:
    """The analyser of many programs."""
    api = resource("batch", "Analysis")

    @api.post(
        "/code/analyze/batch",
        summary="Analyse many programs; one JSON line each, in any order",
        responses={200: BATCH_ANSWER},
    )
    def batch(body: BatchBody) -> Any:
        ids = [item.id for item in body.items]
        if len(set(ids)) < len(ids):
            raise BadInput("Two items have the same id.", [FieldError("items", "must have different ids")])
        policy = services.policy()
        for item in body.items:
            policy.check_language(item.language)
        ticket = services.admission.enter()
        lines = _lines(services, body.items, watcher(request.environ), g.request_id, policy)
        response = Response(lines, content_type="application/x-ndjson; charset=utf-8")
        response.call_on_close(ticket.release)
        return response

    return api


def _lines(
    services: Services, items: list[BatchItem], has_left: Callable[[], bool], request_id: str, policy: ClassPolicy
) -> Iterator[bytes]:
    with ThreadPoolExecutor(services.analyses.size, thread_name_prefix="batch") as threads:
        waiting: dict[Future[dict[str, Any]], str] = {
            threads.submit(services.analyses.analyse, item.code, item.language, None, _WAIT_S): item.id
            for item in items
        }
        try:
            for done in as_completed(waiting):
                yield (compact(_line(waiting[done], done, request_id, policy)) + "\n").encode()
                if has_left():
                    return
        finally:
            # Reached also when the client is gone: what hasn't begun never does.
            threads.shutdown(wait=False, cancel_futures=True)


def _line(item_id: str, done: Future[dict[str, Any]], request_id: str, policy: ClassPolicy) -> dict[str, Any]:
    error = done.exception()
    if isinstance(error, Exception):
        return {"id": item_id, **error_object(error, request_id)}
    return {
        "id": item_id,
        "success": True,
        "analysis": within_policy({**done.result(), "ai_insights": not_asked()}, policy),
    }
