"""GET /v1/models, POST /v1/chat/completions and /v1/completions."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Response, g, request
from flask_openapi3 import APIBlueprint

from ai_engine.errors import BadInput, FieldError
from ai_engine.inference import GenerationRequest, Sampling
from ai_engine.server import sse
from ai_engine.server.client_socket import watcher
from ai_engine.server.description import StandardErrorAnswer, resource
from ai_engine.server.services import Services
from ai_engine.server.v1.answers import ChatCompletionAnswer, CompletionAnswer, ModelObject, ModelsAnswer
from ai_engine.server.v1.completion import Form, chunks, first_piece, whole
from ai_engine.server.v1.model_names import TUTOR, ModelNames
from ai_engine.server.v1.schemas import ChatCompletionBody, CompletionBody, GenerationBody, ModelPath
from ai_engine.server.v1.source import EngineSource, Source, TutorSource
from ai_engine.tutor import Turn, TutorRequest
from ai_engine.tutor.request import TOKENS_LIMIT

_EXTENSIONS = (
    "min_tokens",
    "top_p",
    "top_k",
    "repetition_penalty",
    "presence_penalty",
    "frequency_penalty",
    "stop",
    "ignore_eos",
)


def standard_routes(services: Services) -> APIBlueprint:
    """Completions, from the tutor or, where RAW_MODEL allows it, from the chat model itself."""
    api = resource("v1", "Standard protocol", StandardErrorAnswer)
    names = ModelNames(services)

    @api.get("/v1/models", summary="The models that answer", responses={200: ModelsAnswer})
    def models() -> Any:
        return {"object": "list", "data": [names.entry(name) for name in names.listed()]}

    @api.get("/v1/models/<path:name>", summary="One model", doc_ui=False, responses={200: ModelObject})
    def model(path: ModelPath) -> Any:
        return names.entry(names.check(path.name))

    @api.post(
        "/v1/chat/completions",
        summary="A chat completion, as OpenAI's API has it",
        responses={200: ChatCompletionAnswer},
    )
    def chat_completions(body: ChatCompletionBody) -> Any:
        body.refuse_unsupported()
        name = names.check(body.model)
        if name == TUTOR:
            asked = _tutor_request(body)
            return _serve(body, Form("chat", name), lambda: TutorSource(services.tutor.answer(asked)))
        services.policy().check_exam()
        messages = tuple(message.to_message() for message in body.messages)
        asked_raw = GenerationRequest(id=uuid.uuid4().hex, messages=messages, sampling=body.sampling())
        return _serve(body, Form("chat", name), lambda: _raw(body, asked_raw))

    @api.post("/v1/completions", summary="A completion, as OpenAI's API has it", responses={200: CompletionAnswer})
    def completions(body: CompletionBody) -> Any:
        body.refuse_unsupported()
        name = names.check(body.model)
        if name == TUTOR:
            asked = _stateless(body, body.text(), ())
            return _serve(body, Form("text", name), lambda: TutorSource(services.tutor.answer(asked)))
        services.policy().check_exam()
        asked_raw = GenerationRequest(id=uuid.uuid4().hex, prompt=body.text(), sampling=body.sampling())
        return _serve(body, Form("text", name), lambda: _raw(body, asked_raw))

    def _raw(body: GenerationBody, asked: GenerationRequest) -> Source:
        return EngineSource(services.engine.submit(asked, learner=body.learner_id or body.user or asked.id))

    def _serve(body: GenerationBody, form: Form, begin: Callable[[], Source]) -> Any:
        has_left = watcher(request.environ)
        ticket = services.admission.enter_chat()
        try:
            services.wake()
            source = begin()
        except BaseException:
            ticket.release()
            raise

        def clean_up() -> None:
            try:
                source.close()
            finally:
                ticket.release()

        try:
            if not body.stream:
                answer = whole(source, has_left, form)
                clean_up()
                return answer
            first = first_piece(source, has_left)
        except BaseException:
            clean_up()
            raise
        include_usage = bool(body.stream_options and body.stream_options.include_usage)
        stream = chunks(source, first, has_left, form, include_usage, g.request_id)
        response = Response(stream, headers=sse.HEADERS)
        response.call_on_close(clean_up)
        return response

    return api


def _tutor_request(body: ChatCompletionBody) -> TutorRequest:
    """The newest message with the turns before it. System messages set no rules here: the class policy does."""
    turns = [message for message in body.messages if message.role in ("user", "assistant")]
    if not turns or turns[-1].role != "user":
        raise BadInput("The last message must be the user's.", [FieldError("messages", "must end with a user message")])
    history = tuple(Turn("user" if turn.role == "user" else "assistant", turn.text()) for turn in turns[:-1])
    return _stateless(body, turns[-1].text(), history)


def _stateless(body: GenerationBody, message: str, history: tuple[Turn, ...]) -> TutorRequest:
    tokens = body.tokens()
    return TutorRequest(
        message=message,
        history=history,
        learner_id=body.learner_id or body.user or "",
        max_tokens=None if tokens is None else min(tokens, TOKENS_LIMIT),
        temperature=body.temperature,
        seed=None if body.seed is None else body.seed % 2**63,
        store=False,
        sampling=_extended_sampling(body),
    )


def _extended_sampling(body: GenerationBody) -> Sampling | None:
    """The whole sampling where the caller sets more of it than the tutor's own request has fields for."""
    if all(getattr(body, name) is None for name in _EXTENSIONS):
        return None
    usual = Sampling()
    tokens = min(body.tokens() or usual.max_tokens, TOKENS_LIMIT)
    temperature = usual.temperature if body.temperature is None else body.temperature
    return replace(body.sampling(), max_tokens=tokens, temperature=temperature)
