"""Server-Sent Events: the bytes of one event, and of the comment that fills a silence."""

import json
from typing import Any

COMMENT = b": still here\n\n"
HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    # Proxies must neither keep nor collect a stream.
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
}


def event(name: str, data: dict[str, Any]) -> bytes:
    """One named event with a JSON object as its data."""
    return f"event: {name}\ndata: {compact(data)}\n\n".encode()


def data(value: dict[str, Any] | str) -> bytes:
    """One event without a name, as OpenAI's protocol streams them."""
    return f"data: {value if isinstance(value, str) else compact(value)}\n\n".encode()


def compact(value: dict[str, Any]) -> str:
    """JSON on one line: its strings hold no bare line break, so one `data:` line is enough."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
