"""The registry of models, the store that holds them, and the loader."""

from ai_engine.models import registry
from ai_engine.models.loader import LoadedModel, ModelLoader
from ai_engine.models.registry import ModelSpec
from ai_engine.models.store import ModelStore, StoredModel

__all__ = ["LoadedModel", "ModelLoader", "ModelSpec", "ModelStore", "StoredModel", "registry"]
