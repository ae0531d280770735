"""Bodies of the standard protocol. Unknown fields are ignored; known ones that can't be honoured are refused."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ai_engine.errors import BadInput, FieldError
from ai_engine.inference import Message, Sampling

_Tokens = Annotated[int, Field(ge=1, le=1_000_000)]
_Stop = str | list[str]
_DEFAULT_TOKENS = 512


class _Body(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class TextPart(_Body):
    """One part of a message's content. Only text can be read here."""

    type: Literal["text"]
    text: str


class ChatMessage(_Body):
    """One message; its content is text or a list of text parts."""

    role: Literal["system", "developer", "user", "assistant"]
    content: str | list[TextPart]

    def text(self) -> str:
        """The content as one text."""
        return self.content if isinstance(self.content, str) else "".join(part.text for part in self.content)

    def to_message(self) -> Message:
        """As the engine takes it: a developer's message is a system message."""
        return Message("system" if self.role == "developer" else self.role, self.text())


class StreamOptions(_Body):
    """What a stream carries besides the text."""

    include_usage: bool | None = None


class GenerationBody(_Body):
    """What chat completions and completions have in common."""

    model: str | None = None
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    max_tokens: _Tokens | None = None
    min_tokens: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    temperature: Annotated[float, Field(ge=0, le=2, allow_inf_nan=False)] | None = None
    top_p: Annotated[float, Field(gt=0, le=1)] | None = None
    top_k: Annotated[int, Field(ge=-1, le=1_000_000)] | None = None
    repetition_penalty: Annotated[float, Field(gt=0, le=10)] | None = None
    presence_penalty: Annotated[float, Field(ge=-2, le=2)] | None = None
    frequency_penalty: Annotated[float, Field(ge=-2, le=2)] | None = None
    seed: Annotated[int, Field(ge=-(2**63), le=2**63 - 1)] | None = None
    stop: _Stop | None = None
    ignore_eos: bool | None = None
    user: Annotated[str, Field(max_length=200)] | None = None
    learner_id: Annotated[str, Field(max_length=200)] | None = None
    n: Annotated[int, Field(ge=1)] | None = None
    logit_bias: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _check_stop(self) -> Self:
        if isinstance(self.stop, list) and len(self.stop) > 16:
            raise ValueError("must not have more than 16 stop strings")
        return self

    def tokens(self) -> int | None:
        """How many tokens the answer may have, where the caller says so."""
        return self.max_tokens

    def sampling(self) -> Sampling:
        """The engine's sampling parameters."""
        stop = [self.stop] if isinstance(self.stop, str) else self.stop or []
        return Sampling(
            max_tokens=self.tokens() or _DEFAULT_TOKENS,
            min_tokens=self.min_tokens or 0,
            temperature=1.0 if self.temperature is None else self.temperature,
            top_p=1.0 if self.top_p is None else self.top_p,
            top_k=max(0, self.top_k or 0),
            repetition_penalty=self.repetition_penalty or 1.0,
            presence_penalty=self.presence_penalty or 0.0,
            frequency_penalty=self.frequency_penalty or 0.0,
            seed=None if self.seed is None else self.seed % 2**63,
            stop=tuple(text for text in stop if text),
            ignore_eos=self.ignore_eos or False,
        )

    def refuse_unsupported(self) -> None:
        """Raise BadInput for a known field that can't be honoured here."""
        refuse("n", "can only be 1", (self.n or 1) > 1)
        refuse("logit_bias", "is not supported", bool(self.logit_bias))


class ChatCompletionBody(GenerationBody):
    """POST /v1/chat/completions."""

    messages: list[ChatMessage] = Field(min_length=1, max_length=2_000)
    max_completion_tokens: _Tokens | None = None
    tools: list[Any] | None = None
    functions: list[Any] | None = None
    logprobs: bool | None = None
    top_logprobs: int | None = None
    response_format: dict[str, Any] | None = None
    modalities: list[str] | None = None
    audio: dict[str, Any] | None = None

    def tokens(self) -> int | None:
        """The newer name wins."""
        return self.max_completion_tokens or self.max_tokens

    def refuse_unsupported(self) -> None:
        """Raise BadInput for a known field that can't be honoured here."""
        super().refuse_unsupported()
        refuse("tools", "is not supported", bool(self.tools))
        refuse("functions", "is not supported", bool(self.functions))
        refuse("logprobs", "is not supported", bool(self.logprobs))
        refuse("top_logprobs", "is not supported", bool(self.top_logprobs))
        refuse("response_format", "can only be text", (self.response_format or {}).get("type", "text") != "text")
        refuse("modalities", "can only be text", (self.modalities or ["text"]) != ["text"])
        refuse("audio", "is not supported", self.audio is not None)


class CompletionBody(GenerationBody):
    """POST /v1/completions."""

    prompt: str | list[Any]
    best_of: int | None = None
    echo: bool | None = None
    suffix: str | None = None
    logprobs: int | None = None

    def text(self) -> str:
        """The prompt; a list with one text is taken too. Raises BadInput for several, and for token ids."""
        if isinstance(self.prompt, str):
            return self.prompt
        if len(self.prompt) == 1 and isinstance(self.prompt[0], str):
            return self.prompt[0]
        raise unsupported("prompt", "must be one text: several prompts and token ids are not supported")

    def refuse_unsupported(self) -> None:
        """Raise BadInput for a known field that can't be honoured here."""
        super().refuse_unsupported()
        refuse("best_of", "can only be 1", (self.best_of or 1) > 1)
        refuse("echo", "is not supported", bool(self.echo))
        refuse("suffix", "is not supported", bool(self.suffix))
        refuse("logprobs", "is not supported", self.logprobs is not None)


class ModelPath(_Body):
    """The name in /v1/models/<name>."""

    name: str


class EmbeddingBody(_Body):
    """POST /v1/embeddings."""

    model: str | None = None
    input: str | list[Any]
    encoding_format: Literal["float", "base64"] | None = None
    dimensions: int | None = None
    user: str | None = None

    def texts(self) -> list[str]:
        """The texts to embed. Raises BadInput for token ids, an empty list or an empty text."""
        texts = [self.input] if isinstance(self.input, str) else self.input
        if not texts or len(texts) > 2_048 or not all(isinstance(text, str) and text for text in texts):
            raise unsupported("input", "must be a text, or a list of 1 to 2048 texts, none of them empty")
        return texts


def refuse(field: str, message: str, when: bool) -> None:
    """Raise BadInput about a field when the condition holds."""
    if when:
        raise unsupported(field, message)


def unsupported(field: str, message: str) -> BadInput:
    """The exception about a field whose value can't be honoured."""
    return BadInput(f"The field {field} {message}.", [FieldError(field, message)])
