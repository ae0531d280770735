"""What an engine process is told when it starts, as the first message: no key stands on a command line."""

from collections.abc import Callable
from dataclasses import dataclass, field

Report = Callable[[str], None]
"""Called by a backend while it loads, with the phase in words: "loading the weights", "warming up"."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Which backend runs which model, and how much it may take."""

    backend: str
    model: str
    folder: str = ""
    device: str = "auto"
    data_dir: str = ""
    kv_cache_tokens: int = 40_000
    max_slots: int = 16
    upstream_urls: tuple[str, ...] = ()
    upstream_api_key: str = field(default="", repr=False)
    upstream_model: str = ""
    script: str = ""
