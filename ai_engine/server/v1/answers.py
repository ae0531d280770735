"""What the standard protocol's routes answer, for /openapi.json. A test holds real answers to these models."""

from typing import Literal

from pydantic import BaseModel


class CachedTokens(BaseModel):
    """Of the prompt's tokens, those that a cache held."""

    cached_tokens: int


class CompletionUsage(BaseModel):
    """Token counts; `total_tokens` is their sum."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    prompt_tokens_details: CachedTokens


class CompletedMessage(BaseModel):
    """The answer; `refusal` is always null."""

    role: Literal["assistant"]
    content: str
    refusal: None


class ChatChoice(BaseModel):
    """The one answer to a chat; `finish_reason` is `length` where max_tokens ended it."""

    index: int
    message: CompletedMessage
    finish_reason: Literal["stop", "length"]
    logprobs: None


class ChatCompletionAnswer(BaseModel):
    """POST /v1/chat/completions. With `stream`, chat.completion.chunk objects as server-sent events, then [DONE]."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[ChatChoice]
    usage: CompletionUsage


class TextChoice(BaseModel):
    """The one answer to a prompt."""

    index: int
    text: str
    finish_reason: Literal["stop", "length"]
    logprobs: None


class CompletionAnswer(BaseModel):
    """POST /v1/completions. With `stream`, objects of the same kind as server-sent events, then [DONE]."""

    id: str
    object: Literal["text_completion"]
    created: int
    model: str
    choices: list[TextChoice]
    usage: CompletionUsage


class EmbeddingObject(BaseModel):
    """One text's vector of length 1: numbers, or 32-bit little-endian floats in base64 where those were asked for."""

    object: Literal["embedding"]
    index: int
    embedding: list[float] | str


class EmbeddingUsage(BaseModel):
    """Tokens that the model read, its own marks included; what is longer than its window is cut."""

    prompt_tokens: int
    total_tokens: int


class EmbeddingsAnswer(BaseModel):
    """POST /v1/embeddings: a vector for each text, in their order."""

    object: Literal["list"]
    data: list[EmbeddingObject]
    model: str
    usage: EmbeddingUsage


class ModelObject(BaseModel):
    """A model that answers."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class ModelsAnswer(BaseModel):
    """GET /v1/models: the tutor first, then with RAW_MODEL=on the chat model itself."""

    object: Literal["list"]
    data: list[ModelObject]
