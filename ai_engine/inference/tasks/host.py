"""The small models behind the task engine's process: loaded at first use, freed after their keep-alive."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from ai_engine.errors import BadInput
from ai_engine.inference.resident import resident_bytes
from ai_engine.inference.tasks.masked_names import NamePredictor
from ai_engine.inference.tasks.sentences import Embedder, MoodReader
from ai_engine.models import LoadedModel, ModelLoader, ModelStore
from ai_engine.settings import Settings


class TaskHost:
    """Runs `names` (programs), `embed` (lists of texts) and `sentiment` (texts). `options` are settings by name."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._settings = Settings(**options)
        self._runners: dict[str, tuple[LoadedModel, Any]] = {}

    def load(self) -> None:
        """Make the loader; the models come at first use."""
        self._loader = ModelLoader.instance(self._settings)

    def run(self, kind: str, items: Sequence[Any]) -> Sequence[Any]:
        """One batch of one kind. Raises BadInput for an unknown kind, ModelMissing and BackendFailed as the loader."""
        match kind:
            case "names":
                loaded = self._loader.load_code()
                names: NamePredictor = self._runner(
                    loaded, lambda: NamePredictor(loaded.model, loaded.tokenizer, loaded.device)
                )
                return names.suggest(items)
            case "embed":
                return self._embed(items)
            case "sentiment":
                loaded = self._loader.load_sentiment()
                moods: MoodReader = self._runner(
                    loaded, lambda: MoodReader(loaded.model, loaded.tokenizer, loaded.device)
                )
                return moods.read(items)
        raise BadInput(f"The task engine knows no work of the kind {kind!r}.")

    def _embed(self, items: Sequence[Sequence[str]]) -> list[list[list[float]]]:
        loaded = self._loader.load_embedding()

        def make() -> Embedder:
            stored = ModelStore(self._settings.model_cache_dir).find(
                self._settings.embedding_model, "transformers", "embedding"
            )
            return Embedder(loaded.model, loaded.tokenizer, loaded.device, stored.folder if stored else None)

        embedder: Embedder = self._runner(loaded, make)
        vectors = iter(embedder.embed([text for texts in items for text in texts]))
        return [[next(vectors) for _ in texts] for texts in items]

    def _runner(self, loaded: LoadedModel, make: Callable[[], Any]) -> Any:
        """What was made for this very model; made anew when the model was freed and loaded again."""
        known = self._runners.get(loaded.kind)
        if known is None or known[0] is not loaded:
            known = self._runners[loaded.kind] = (loaded, make())
        return known[1]

    def idle(self) -> None:
        """Free models past their keep-alive."""
        stale = {state.kind for state in self._loader.state() if state.state == "ready"}
        if self._loader.tick():
            alive = {state.kind for state in self._loader.state() if state.state == "ready"}
            for kind in stale - alive:
                self._runners.pop(kind, None)

    def stats(self) -> dict[str, Any]:
        """Each model's state, and the process's memory."""
        models = [asdict(state) for state in self._loader.state()]
        return {"models": models, "resident_bytes": resident_bytes()}

    def close(self) -> None:
        """Free everything."""
        self._runners.clear()
        ModelLoader.reset()
