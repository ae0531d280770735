"""How a resource's routes appear in /openapi.json: under its title, each with the error object that it answers."""

from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel


class ErrorDetail(BaseModel):
    """One field of a request and what is wrong with it."""

    field: str
    message: str


class ErrorAnswer(BaseModel):
    """The error object everywhere but under /v1."""

    success: bool
    error: str
    code: str
    details: list[ErrorDetail]
    request_id: str


class StandardError(BaseModel):
    """What the standard protocol's error object holds."""

    message: str
    type: str
    param: str | None
    code: str | None


class StandardErrorAnswer(BaseModel):
    """The error object under /v1."""

    error: StandardError


def resource(name: str, title: str, error: type[BaseModel] = ErrorAnswer) -> APIBlueprint:
    """A blueprint whose routes are described under a title."""
    return APIBlueprint(
        name, "ai_engine.server", abp_tags=[Tag(name=title)], abp_responses={400: error, 429: error, 503: error}
    )
