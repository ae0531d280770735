"""What was measured of an engine on this machine, kept in DATA_DIR over restarts: estimates begin with the truth."""

import json
import logging
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

_log = logging.getLogger(__name__)
_NAME = "engine-speed.json"


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds from start to ready, to a first token, for each further token; tokens of a usual answer."""

    load_s: float
    first_s: float
    token_s: float
    tokens: float


def recall(data_dir: Path, engine: str) -> Measured | None:
    """What was measured of this engine (backend and model); None when nothing was, or it can't be read."""
    try:
        entry = json.loads((data_dir / _NAME).read_text("utf-8"))[engine]
        measured = Measured(**{name: float(value) for name, value in entry.items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return measured if min(asdict(measured).values()) > 0 else None


def remember(data_dir: Path, engine: str, measured: Measured) -> None:
    """Keep it, in one rename; a DATA_DIR that can't be written is no reason to fail."""
    path = data_dir / _NAME
    known: dict[str, object] = {}
    with suppress(OSError, ValueError):
        found = json.loads(path.read_text("utf-8"))
        known = found if isinstance(found, dict) else {}
    known[engine] = asdict(measured)
    fresh = path.with_suffix(f".{os.getpid()}")
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(known, indent=1), "utf-8")
        fresh.replace(path)
    except OSError as error:
        _log.info("the engine's speed can't be remembered in %s: %s", data_dir, error.strerror)
