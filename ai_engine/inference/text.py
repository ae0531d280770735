"""From token ids or pieces of text to text that may be shown: never half a character, never part of a stop string."""

from collections.abc import Callable, Sequence

_REPLACEMENT = "\ufffd"
_LONGEST_CHARACTER = 8
"""More held tokens than this are no unfinished character (UTF-8 takes 4 bytes), but bytes that never were one."""


class Detokenizer:
    """Token ids to text, piece by piece.

    A tokenizer's `decode` depends on neighbours (spaces, bytes of one character), so each call decodes a short window
    that begins with tokens already shown, and shows what the window gained. The cost of a token is constant.
    """

    def __init__(self, decode: Callable[[Sequence[int]], str]) -> None:
        self._decode = decode
        self._window: list[int] = []
        self._shown = 0  # tokens of the window whose text is out

    def push(self, ids: Sequence[int]) -> str:
        """Take new tokens; return the text they complete, "" while a character is unfinished."""
        text = ""
        for token in ids:
            self._window.append(token)
            text += self._gain(final=False)
        return text

    def flush(self) -> str:
        """At the end: the text of tokens still held back."""
        return self._gain(final=True)

    def _gain(self, *, final: bool) -> str:
        if self._shown == len(self._window):
            return ""
        before = self._decode(self._window[: self._shown]) if self._shown else ""
        after = self._decode(self._window)
        held = len(self._window) - self._shown
        if after.endswith(_REPLACEMENT) and not final and held <= _LONGEST_CHARACTER:
            return ""
        if len(after) <= len(before) and not final and held <= _LONGEST_CHARACTER:
            return ""  # e.g. a lone space that the decoder keeps back until a word follows
        self._window = self._window[self._shown :]
        self._shown = len(self._window)
        return after[len(before) :]


class StopFilter:
    """Holds back what could be the beginning of a stop string; ends the text before the first one completed."""

    def __init__(self, stop: Sequence[str] = ()) -> None:
        self._stops = tuple(text for text in stop if text)
        self._held = ""
        self.stopped = False

    def push(self, text: str) -> str:
        """Take a piece; return what may be shown. After a stop string was completed everything is swallowed."""
        if self.stopped:
            return ""
        if not self._stops:
            return text
        held = self._held + text
        found = [place for place in map(held.find, self._stops) if place >= 0]
        if found:
            self.stopped = True
            self._held = ""
            return held[: min(found)]
        keep = max(_overlap(held, stop) for stop in self._stops)
        self._held = held[len(held) - keep :]
        return held[: len(held) - keep]

    def flush(self) -> str:
        """At the end: what was held back, which turned out to be no stop string."""
        held, self._held = self._held, ""
        return held


class TextAssembler:
    """Detokenizer and StopFilter in one: what a backend pushes new tokens through."""

    def __init__(self, decode: Callable[[Sequence[int]], str], stop: Sequence[str] = ()) -> None:
        self._detokenizer = Detokenizer(decode)
        self._filter = StopFilter(stop)

    @property
    def stopped(self) -> bool:
        """Whether a stop string was completed: the answer ends here with `stop`."""
        return self._filter.stopped

    def push(self, ids: Sequence[int]) -> str:
        """Take new tokens; return what may be shown now."""
        return self._filter.push(self._detokenizer.push(ids))

    def flush(self) -> str:
        """At the end of the tokens: all that was held back; "" after a stop string."""
        return self._filter.push(self._detokenizer.flush()) + self._filter.flush()


def _overlap(text: str, stop: str) -> int:
    """Length of the longest end of `text` that is a proper beginning of `stop`."""
    longest = min(len(text), len(stop) - 1)
    return next((size for size in range(longest, 0, -1) if text.endswith(stop[:size])), 0)
