"""Reads Server-Sent Events whose data is JSON, as OpenAI-compatible servers write them, with their small deviations."""

import json
from typing import Any

DONE = "[DONE]"


class EventReader:
    """Bytes in, JSON objects out. Knows CR LF, comments, other fields, reads that end inside a character or a line.

    Lines end at LF only: other characters that Python's `splitlines` knows may stand inside a JSON string.
    """

    def __init__(self) -> None:
        self._bytes = b""
        self._data = ""
        self.done = False

    def feed(self, read: bytes) -> list[dict[str, Any]]:
        """Take what was read; return the objects it completes. The [DONE] mark sets `done`; then all is ignored."""
        *lines, self._bytes = (self._bytes + read).split(b"\n")
        return [found for line in lines if (found := self._line(line)) is not None]

    def flush(self) -> list[dict[str, Any]]:
        """At the end of the stream: a last line without its LF."""
        return self.feed(b"\n")

    def _line(self, raw: bytes) -> dict[str, Any] | None:
        line = raw.rstrip(b"\r").decode("utf-8", "replace")
        if not line:
            self._data = ""
            return None
        if self.done or not line.startswith("data:"):
            return None
        data = line[len("data:") :].strip()
        if data == DONE:
            self.done = True
            return None
        # Data over several lines is joined, as the standard says; one whole object needs no empty line after it.
        self._data = f"{self._data}\n{data}" if self._data else data
        try:
            found = json.loads(self._data)
        except ValueError:
            return None
        self._data = ""
        return found if isinstance(found, dict) else None


class SurrogateJoiner:
    """Text whose pieces may end between the two halves of a character beyond the 16-bit range, written as escapes."""

    def __init__(self) -> None:
        self._held = ""

    def push(self, text: str) -> str:
        """Take a piece; return it with whole characters only. A half without its other half becomes U+FFFD."""
        text = self._held + text
        self._held = ""
        if text and "\ud800" <= text[-1] <= "\udbff":
            text, self._held = text[:-1], text[-1]
        return _repaired(text)

    def flush(self) -> str:
        """At the end: what was held back."""
        held, self._held = self._held, ""
        return _repaired(held)


def _repaired(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
