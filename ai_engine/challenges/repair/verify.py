"""Whether a candidate passes the tests, found out by running it in a sandbox; many candidates a round trip."""

import ast
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ai_engine.sandbox import Session

BATCH = 48
LONGEST_RESULT = 12  # characters of a literal that a fix may return as it stands
MOST_RESULTS = 8


@dataclass(frozen=True, slots=True)
class Test:
    """A call and the repr of what it must give."""

    call: str
    expected: str


class OutOfTime(Exception):
    """The search's time is over."""


class Verifier:
    """Runs candidates against tests within a time budget; remembers what it has seen.

    The tests that failed most stand first, because a candidate is dropped at its first miss.
    """

    def __init__(self, session: Session, tests: Sequence[Test], preamble: str, deadline: float, call_s: float) -> None:
        self._session, self._preamble, self._deadline, self._call_s = session, preamble, deadline, call_s
        self._tests = list(tests)
        self._known: dict[str, bool] = {}
        self.runs = 0

    @property
    def common_results(self) -> list[ast.expr]:
        """Short literals that tests expect, the most common first: what a missing return may have to give."""
        counted = Counter(test.expected for test in self._tests if len(test.expected) <= LONGEST_RESULT)
        found = []
        for text, _ in counted.most_common(MOST_RESULTS):
            try:
                ast.literal_eval(text)
            except (ValueError, SyntaxError):
                continue
            found.append(ast.parse(text, mode="eval").body)
        return found

    @property
    def left_s(self) -> float:
        """Seconds of the budget that are left."""
        return self._deadline - time.monotonic()

    def extend(self, seconds: float) -> None:
        """Give it more time."""
        self._deadline = max(self._deadline, time.monotonic()) + seconds

    def prefer(self, failing: Sequence[int]) -> None:
        """Put the tests with these indices first."""
        first = set(failing)
        self._tests.sort(key=lambda test: 0 if self._tests.index(test) in first else 1)

    def passes(self, source: str) -> bool:
        """Whether one program passes all tests. Raises OutOfTime."""
        return self.first_passing([source]) == 0

    def first_passing(self, sources: Sequence[str]) -> int | None:
        """The index of the first program that passes all tests, or None. Raises OutOfTime."""
        for start in range(0, len(sources), BATCH):
            part = sources[start : start + BATCH]
            self._run([source for source in dict.fromkeys(part) if source not in self._known])
            for offset, source in enumerate(part):
                if self._known.get(source):
                    return start + offset
        return None

    def all_passing(self, sources: Sequence[str]) -> list[bool]:
        """Which of the programs pass all tests. Raises OutOfTime."""
        for start in range(0, len(sources), BATCH):
            part = sources[start : start + BATCH]
            self._run([source for source in dict.fromkeys(part) if source not in self._known])
        return [self._known.get(source, False) for source in sources]

    def _run(self, sources: list[str]) -> None:
        while sources:
            if self.left_s <= 0:
                raise OutOfTime
            job = {
                "kind": "candidates",
                "programs": [f"{self._preamble}\n{source}" if self._preamble else source for source in sources],
                "calls": [test.call for test in self._tests],
                "expected": [test.expected for test in self._tests],
                "call_s": self._call_s,
                "first_miss": True,
            }
            outcome = self._session.ask(job, min(max(self.left_s, 0.05), len(sources) * self._call_s * 3 + 1))
            replies = [r for r in outcome.replies if "candidate" in r]
            for source, reply in zip(sources, replies, strict=False):
                passed = reply.get("passed")
                self._known[source] = isinstance(passed, list) and len(passed) == len(self._tests) and all(passed)
            self.runs += len(replies)
            sources = sources[len(replies) :]
            if outcome.end != "done" and sources:
                # The one that killed the process, or could not be stopped, is no fix.
                self._known[sources[0]] = False
                sources = sources[1:]
