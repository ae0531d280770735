"""HTTP: the app factory, one file a resource, and nothing that thinks."""

from ai_engine.server.app import create_app
from ai_engine.server.services import Services

__all__ = ["Services", "create_app"]
