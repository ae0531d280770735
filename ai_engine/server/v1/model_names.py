"""The names under which something answers on /v1."""

from typing import Any

from ai_engine.errors import NotFound
from ai_engine.server.services import Services

TUTOR = "tutor"


class ModelNotFound(NotFound):
    """No model of this name answers here."""

    code = "model_not_found"


class ModelNames:
    """`tutor`, and with RAW_MODEL=on the chat model's own name."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def listed(self) -> list[str]:
        """All names at present, the default first."""
        raw = self._services.engine.state().model if self._services.settings.raw_model else ""
        return [TUTOR, raw] if raw and raw != TUTOR else [TUTOR]

    def check(self, name: str | None) -> str:
        """The name that will answer; without one, the tutor. Raises ModelNotFound."""
        if name is None:
            return TUTOR
        known = self.listed()
        if name not in known:
            raise ModelNotFound(f"There is no such model here; known: {', '.join(known)}.")
        return name

    def entry(self, name: str) -> dict[str, Any]:
        """A model as /v1/models lists it."""
        return {"id": name, "object": "model", "created": int(self._services.began), "owned_by": "ai-engine"}
