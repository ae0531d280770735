"""Chat engines over the real worker process, playing a script."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ai_engine.inference import (
    ChatEngine,
    Delta,
    Event,
    Finished,
    Generation,
    GenerationRequest,
    Message,
    Queued,
    Sampling,
    Started,
)
from ai_engine.inference.supervisor import RestartPolicy
from ai_engine.settings import Settings
from tests.processes import eventually

__all__ = ["Delta", "Event", "Finished", "Queued", "Started", "eventually"]


def settings_for(folder: Path, **values: Any) -> Settings:
    """Settings for a scripted engine whose script is in `folder`."""
    return Settings(_env_file=None, **{"engine": "scripted", "data_dir": folder, **values})


def write_script(folder: Path, **script: Any) -> None:
    """Make this what the engine plays from its next request on."""
    fresh = folder / "scripted.new"
    fresh.write_text(json.dumps(script), "utf-8")
    fresh.rename(folder / "scripted.json")


def asked(folder: Path) -> list[dict[str, Any]]:
    """What the scripted backend was asked, in order."""
    log = folder / "scripted.json.asked"
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


@contextmanager
def scripted_engine(folder: Path, policy: RestartPolicy | None = None, **values: Any) -> Iterator[ChatEngine]:
    """A started engine; closed at the end."""
    engine = ChatEngine(settings_for(folder, **values), policy=policy)
    engine.start()
    try:
        yield engine
    finally:
        engine.close()


def request(text: str = "hello", **sampling: Any) -> GenerationRequest:
    """A chat of one message."""
    return GenerationRequest(
        id=uuid.uuid4().hex, messages=(Message("user", text),), sampling=Sampling(**{"max_tokens": 2_000, **sampling})
    )


def ask(engine: ChatEngine, text: str = "hello", learner: str = "ann", **sampling: Any) -> str:
    """The whole answer's text."""
    with engine.submit(request(text, **sampling), learner=learner) as generation:
        return text_of(list(generation))


def text_of(events: list[Event]) -> str:
    """The deltas' text."""
    return "".join(event.text for event in events if isinstance(event, Delta))


def until(generation: Generation, kind: type[Event]) -> Event:
    """The next event of this kind."""
    return next(event for event in generation if isinstance(event, kind))
