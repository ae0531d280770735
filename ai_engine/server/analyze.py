"""POST /code/analyze."""

from typing import Any

from flask import Response, request
from flask_openapi3 import APIBlueprint

from ai_engine.analysis import analyse
from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.errors import BadInput, FieldError
from ai_engine.sandbox import RunResult
from ai_engine.server.answer_stream import whole_answer
from ai_engine.server.answers import AnalyzeAnswer
from ai_engine.server.class_policy import within_policy
from ai_engine.server.client_socket import watcher
from ai_engine.server.description import resource
from ai_engine.server.insights import insights, is_python
from ai_engine.server.sarif import MEDIA_TYPE, sarif
from ai_engine.server.schemas import AnalyzeBody
from ai_engine.server.services import Services
from ai_engine.server.sse import compact
from ai_engine.tutor import TutorRequest

_REVIEW = "Please review my code: what should I look at first, and what did I do well?"

# Characters; some 200 lines, which take about 80 ms.
_LONG = 6_000


def analyze_routes(services: Services) -> APIBlueprint:
    """The analyser of code."""
    api = resource("analyze", "Analysis")

    @api.post(
        "/code/analyze",
        summary="Analyse a program; `run` runs it, `explain` adds the tutor's words",
        responses={200: AnalyzeAnswer},
    )
    def analyze(body: AnalyzeBody) -> Any:
        policy = services.policy()
        policy.check_language(body.language)
        with services.admission.enter():
            analysis = report(services, body.code, body.language, body.challenge_context)
            broken = bool(analysis["syntax_errors"])
            analysis["ai_insights"] = insights(services.tasks, body.code, body.language, broken)
            if body.run:
                analysis["run"] = _run(services, body)
        analysis = within_policy(analysis, policy)
        if body.explain:
            analysis["explanation"] = _explanation(services, body)
        if _wants_sarif():
            return Response(compact(sarif(analysis, body.language)), content_type=MEDIA_TYPE)
        return {"success": True, "analysis": analysis}

    return api


def _wants_sarif() -> bool:
    """Whether the Accept header names SARIF outright."""
    return any(kind == MEDIA_TYPE and quality > 0 for kind, quality in request.accept_mimetypes)


def report(
    services: Services, code: str, language: str = "python", context: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A short program is analysed here and now, a long one in another process: it would hold up the streams.

    Gives the `analysis` object without ai_insights. Raises UnknownLanguage; for long programs what the pool raises.
    """
    if len(code) > _LONG:
        return services.analyses.analyse(code, language, context)
    challenge = None if context is None else ChallengeContext.from_json(context)
    return analyse(code, language, challenge).to_json()


def _run(services: Services, body: AnalyzeBody) -> dict[str, Any]:
    """The program's run in the sandbox. Raises BadInput where this program or this machine can't be run."""
    if not is_python(body.language):
        raise _no_run("can only be asked for Python programs")
    if services.isolation() == "none":
        raise _no_run("is not available: this machine can't run programs safely")
    return run_object(services.sandbox.run(body.code))


def run_object(result: RunResult) -> dict[str, Any]:
    """A run as answers hold it: how it ended, what it printed, the exception in the learner's line."""
    raised = result.exception
    return {
        "end": result.end,
        "exit_code": result.exit_code,
        "stdout": result.stdout,
        "stderr": result.stderr,
        "exception": None if raised is None else {"type": raised.type, "message": raised.message, "line": raised.line},
        "time_ms": round(1000 * result.time_s, 1),
        "memory_bytes": result.memory_bytes,
    }


def _no_run(message: str) -> BadInput:
    return BadInput(f"The field run {message}.", [FieldError("run", message)])


def _explanation(services: Services, body: AnalyzeBody) -> str:
    """The tutor's words about the program; nothing is stored, and the class policy and the guard hold."""
    asked = TutorRequest(message=_REVIEW, code=body.code, language=body.language, store=False)
    with services.admission.enter_chat():
        services.wake()
        with services.tutor.answer(asked) as answering:
            return whole_answer(answering, watcher(request.environ)).message
